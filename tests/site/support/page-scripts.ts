import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BuiltSite, Page } from './built-site.ts';

const staticImport = /\b(?:import|export)\b[^'"()]*?['"](\.{1,2}\/[^'"]+\.js)['"]/g;

/** The script of a lab's page asks for the lab as soon as the page is drawn: src/islands/start.ts. */
const asksAtOnce = /^_astro\/Bench\./;
const lazyImport = /\bimport\([`'"](\.{1,2}\/[^`'"]+\.js)[`'"]\)/g;

const isScript = (attributes: Readonly<Record<string, string>>): boolean =>
  !/json/.test(attributes.type ?? '');

/** What an Astro island loads when it hydrates: its component and its renderer. */
const islandScripts = (attributes: Readonly<Record<string, string>>): string[] =>
  [attributes['component-url'], attributes['renderer-url']].filter((url) => url !== undefined);

/** The script files of a page as the browser comes to load them, imports of imports included, by path in the build. */
export function scriptFiles(site: BuiltSite, page: Page): Set<string> {
  const found = new Set<string>();
  const follow = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const text = readFileSync(join(site.root, file), 'utf8');
    for (const [, specifier] of text.matchAll(staticImport)) {
      follow(posix.join(posix.dirname(file), specifier ?? ''));
    }
    if (!asksAtOnce.test(file)) return;
    for (const [, specifier] of text.matchAll(lazyImport)) {
      follow(posix.join(posix.dirname(file), specifier ?? ''));
    }
  };
  for (const { tag, attributes } of page.elements) {
    const urls =
      tag === 'script' && attributes.src !== undefined
        ? [attributes.src]
        : tag === 'astro-island'
          ? islandScripts(attributes)
          : [];
    for (const url of urls) follow(url.slice(site.base.length));
  }
  return found;
}

/** Bytes of JavaScript of a page over the wire: files as gzip sends them, inline scripts as part of a gzipped page. */
export function scriptBytes(site: BuiltSite, page: Page): number {
  const files = [...scriptFiles(site, page)].map((file) => readFileSync(join(site.root, file)));
  const inline = page.elements
    .filter(({ tag, attributes }) => tag === 'script' && isScript(attributes))
    .map(({ text }) => text)
    .join('\n');
  return [...files, inline].reduce((sum, script) => sum + gzipSync(script).byteLength, 0);
}
