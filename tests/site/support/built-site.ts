import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text directly in it, as written. */
  readonly text: string;
}

export interface Page {
  /** File within the build, `en/about/index.html`. */
  readonly file: string;
  /** Address on the host. */
  readonly path: string;
  readonly html: string;
  readonly elements: readonly Element[];
}

export interface BuiltSite {
  readonly root: string;
  /** `/` or `/sub/`. */
  readonly base: string;
  /** Every file of the build, with `/`. */
  readonly files: ReadonlySet<string>;
  readonly pages: readonly Page[];
}

function* elementsOf(node: Tree.Node): Generator<Element> {
  if ('tagName' in node) {
    yield {
      tag: node.tagName,
      attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
      text: node.childNodes.map((child) => ('value' in child ? child.value : '')).join(''),
    };
  }
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child);
}

function readPage(root: string, base: string, file: string): Page {
  const html = readFileSync(join(root, file), 'utf8');
  const path = base + file.replace(/(^|\/)index\.html$/, '$1');
  return { file, path, html, elements: [...elementsOf(parse(html))] };
}

const read = new Map<string, BuiltSite>();

/** A build of the global set-up: `root` at `/`, `sub` at `/sub/`. Read once by each worker. */
export function builtSite(name: 'root' | 'sub'): BuiltSite {
  const site = read.get(name) ?? readSite(name);
  read.set(name, site);
  return site;
}

function readSite(name: 'root' | 'sub'): BuiltSite {
  const root = `.cache/site/${name}`;
  const base = name === 'root' ? '/' : `/${name}/`;
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  const pages = files
    .filter((file) => file.endsWith('.html'))
    .toSorted()
    .map((file) => readPage(root, base, file));
  return { root, base, files: new Set(files), pages };
}

/** The only page that answers to addresses that are not its own. */
export const isNotFound = ({ file }: Page): boolean => file === '404.html';

/** The page at `/`, which only leads on. */
export const isRedirect = ({ file }: Page): boolean => file === 'index.html';

/** Pages in the shape of a table for `it.each`, named by their file. */
export const named = (pages: readonly Page[]): [string, Page][] =>
  pages.map((page) => [page.file, page]);
