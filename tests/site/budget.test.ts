import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtSite, named, type Page } from './support/built-site.ts';
import { scriptBytes } from './support/page-scripts.ts';

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

it('the fonts have at most 80 kB together', () => {
  const fonts = [...site.files].filter((file) => file.endsWith('.woff2'));
  expect(fonts).toHaveLength(4);
  const bytes = fonts.reduce((sum, file) => sum + statSync(join(site.root, file)).size, 0);
  expect(bytes).toBeLessThanOrEqual(80 * kB);
});
