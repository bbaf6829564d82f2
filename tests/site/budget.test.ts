import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { builtSite, named, type Page } from './support/built-site.ts';
import { scriptBytes, scriptFiles } from './support/page-scripts.ts';

const site = builtSite('root');
const isLab = ({ file }: Page): boolean => /^[^/]+\/lab\//.test(file);

const kB = 1000;

describe.each(named(site.pages.filter((page) => !isLab(page))))('%s', (_, page) => {
  it('has at most 10 kB of script', () => {
    expect(scriptBytes(site, page)).toBeLessThanOrEqual(10 * kB);
  });
});

describe.each(named(site.pages.filter(isLab)))('%s', (_, page) => {
  it('has at most 60 kB of script before it goes live', () => {
    expect(scriptBytes(site, page)).toBeLessThanOrEqual(60 * kB);
  });
});

describe('what going live needs', () => {
  const chunks = (name: string): string[] =>
    [...site.files].filter((file) => new RegExp(`^_astro/${name}\\.[\\w-]+\\.js$`).test(file));

  it.each(['pki', 'simulation'])(
    '%s has a chunk of its own, which no page loads at once',
    (name) => {
      expect(chunks(name)).toHaveLength(1);
      for (const page of site.pages) {
        const early = scriptFiles(site, page);
        expect(chunks(name).filter((chunk) => early.has(chunk))).toEqual([]);
      }
    },
  );

  it('has at most 55 kB of cryptography', () => {
    const bytes = chunks('pki').map(
      (file) => gzipSync(readFileSync(join(site.root, file))).byteLength,
    );
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(55 * kB);
  });
});

it('the fonts have at most 80 kB together', () => {
  const fonts = [...site.files].filter((file) => file.endsWith('.woff2'));
  expect(fonts).toHaveLength(4);
  const bytes = fonts.reduce((sum, file) => sum + statSync(join(site.root, file)).size, 0);
  expect(bytes).toBeLessThanOrEqual(80 * kB);
});
