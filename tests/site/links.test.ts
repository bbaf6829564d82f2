import { describe, expect, it } from 'vitest';
import { builtSite, type BuiltSite, type Page } from './support/built-site.ts';

const linkAttributes = ['href', 'src', 'component-url', 'renderer-url', 'poster', 'data-bundle'];

/** Links of a page, as written. */
const linksOf = (page: Page): string[] =>
  page.elements.flatMap(({ attributes }) =>
    linkAttributes.flatMap((name) => attributes[name] ?? []),
  );

/** Metadata says where the site stands; everything else has to be an address without a host. */
const isElsewhere = (link: string): boolean =>
  /^(https?|mailto|data|blob):/.test(link) && !link.startsWith('http://localhost:4321/');

function fileOf(site: BuiltSite, path: string): string | undefined {
  if (!path.startsWith(site.base)) return undefined;
  const file = decodeURIComponent(path.slice(site.base.length));
  return [file, `${file}index.html`].find((candidate) => site.files.has(candidate));
}

/** The places of each page, by its file. */
const placesOf = (site: BuiltSite): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    site.pages.map(({ file, elements }) => [
      file,
      new Set(elements.flatMap(({ attributes }) => attributes.id ?? [])),
    ]),
  );

/** Why a link leads nowhere, or nothing. */
function problem(
  site: BuiltSite,
  places: ReturnType<typeof placesOf>,
  page: Page,
  link: string,
): string[] {
  const url = new URL(link, `http://localhost:4321${page.path}`);
  if (link === `${site.base}pagefind/`) return [];
  const file = fileOf(site, url.pathname);
  if (file === undefined) return [`${page.file}: ${link} is no file of the site`];
  const id = decodeURIComponent(url.hash.slice(1));
  if (id === '' || places.get(file)?.has(id) !== false) return [];
  return [`${page.file}: ${link} has no such place`];
}

describe.each(['root', 'sub'] as const)('the site built at %s', (name) => {
  const site = builtSite(name);
  const links = site.pages.flatMap((page) => linksOf(page).map((link) => ({ page, link })));

  it('has links', () => {
    expect(links.length).toBeGreaterThan(50);
  });

  it('has none that leads nowhere', () => {
    const within = links.filter(({ link }) => !isElsewhere(link));
    const places = placesOf(site);
    const problems = within.flatMap(({ page, link }) => problem(site, places, page, link));
    expect([...new Set(problems)]).toEqual([]);
  });

  it('loads nothing from elsewhere', () => {
    const loaded = site.pages.flatMap(({ elements }) =>
      elements
        .filter(
          ({ tag, attributes }) => tag !== 'a' && !/canonical|alternate/.test(attributes.rel ?? ''),
        )
        .flatMap(({ attributes }) => [attributes.src, attributes.href])
        .filter((link) => link !== undefined && /^(https?:)?\/\//.test(link)),
    );
    expect(loaded).toEqual([]);
  });
});
