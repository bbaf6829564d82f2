import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtSite, isNotFound, isRedirect, named, type Page } from './support/built-site.ts';

const { pages, root } = builtSite('root');
const content = pages.filter((page) => !isRedirect(page) && !isNotFound(page));

/** Whether a page's words exist in Chinese; without them its Chinese address shows the English ones. */
const isTranslated = ({ file }: Page): boolean => {
  const path = file.replace(/^[^/]+\//, '').replace(/\/?index\.html$/, '');
  return ['.mdx', '/index.mdx'].some((end) => existsSync(`content/docs/zh-cn/${path}${end}`));
};

const isFallback = (page: Page): boolean => page.file.startsWith('zh-cn/') && !isTranslated(page);

const one = (page: Page, tag: string, name?: string, value?: string) =>
  page.elements.filter(
    (element) => element.tag === tag && (name === undefined || element.attributes[name] === value),
  );

const link = (page: Page, rel: string) => one(page, 'link', 'rel', rel);

describe.each(named(pages))('%s', (_, page) => {
  it('has one title and one description that say something', () => {
    expect(one(page, 'title')).toHaveLength(1);
    expect(one(page, 'title')[0]?.text.length).toBeGreaterThan(10);
    const descriptions = one(page, 'meta', 'name', 'description');
    expect(descriptions).toHaveLength(1);
    const length = descriptions[0]?.attributes.content?.length ?? 0;
    expect(length).toBeGreaterThan(50);
    expect(length).toBeLessThanOrEqual(180);
  });

  it('says its language', () => {
    expect(one(page, 'html')[0]?.attributes.lang).toBe(
      page.file.startsWith('zh-cn/') ? 'zh-CN' : 'en',
    );
  });
});

describe.each(named(content))('%s', (_, page) => {
  it('has its own address as the canonical one', () => {
    expect(link(page, 'canonical').map(({ attributes }) => attributes.href)).toEqual([
      `http://localhost:4321${page.path}`,
    ]);
  });

  it('claims exactly the languages that it exists in', () => {
    const claimed = link(page, 'alternate').flatMap(({ attributes }) => attributes.hreflang ?? []);
    expect(claimed).toEqual(
      isTranslated(page) ? ['en', 'zh-CN', 'x-default'] : ['en', 'x-default'],
    );
  });

  it('is listed by search engines only in a language that it is written in', () => {
    const robots = one(page, 'meta', 'name', 'robots').map(({ attributes }) => attributes.content);
    expect(robots).toEqual(isFallback(page) ? ['noindex'] : []);
  });

  it('loads its two text faces early', () => {
    const preloads = link(page, 'preload').filter(({ attributes }) => attributes.as === 'font');
    expect(preloads).toHaveLength(2);
  });
});

it('no two pages have the same title or description', () => {
  const english = content.filter((page) => !isFallback(page));
  const titles = english.map((page) => one(page, 'title')[0]?.text);
  expect(new Set(titles).size).toBe(english.length);
  const descriptions = english.map(
    (page) => one(page, 'meta', 'name', 'description')[0]?.attributes.content,
  );
  expect(new Set(descriptions).size).toBe(english.length);
});

it('the sitemap lists the English pages and nothing else', () => {
  const sitemap = readFileSync(`${root}/sitemap-0.xml`, 'utf8');
  const listed = [...sitemap.matchAll(/<loc>http:\/\/localhost:4321([^<]*)<\/loc>/g)];
  const english = content.filter((page) => page.file.startsWith('en/')).map(({ path }) => path);
  expect(listed.map(([, path]) => path).toSorted()).toEqual(english.toSorted());
});
