import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { anchorOf } from '../../src/components/reference/anchors.ts';
import { ledgerCount } from '../../src/components/reference/ledger.ts';
import { lines } from '../../src/components/reference/time-lines.ts';
import { timelineWords } from '../../src/messages/reference.ts';
import { referenceEn } from '../../src/messages/en/reference/index.ts';
import { looksAlike, shown } from '../../src/components/reference/value.ts';
import { neighbours } from '../../src/releases/changes.ts';
import { PREVIEW_RELEASE, RELEASES, type Release } from '../../src/releases/release.ts';
import type { Boundary, Timeline } from '../../src/releases/timeline.ts';
import { builtSite } from './support/built-site.ts';
import { partsWith } from './support/parts.ts';

const site = builtSite('root');

const html = (path: string): string => {
  const page = site.pages.find(({ file }) => file === `${path}index.html`);
  if (page === undefined) throw new Error(`the site has no page ${path}`);
  return page.html;
};

const isReference = ({ file }: { file: string }): boolean => /^[\w-]+\/reference\//.test(file);

/** What a reader sees of a boundary; undefined where the time line had not begun. */
const seen = (line: Timeline<unknown>, boundary: Boundary<unknown> | undefined) =>
  boundary && shown(boundary.value, timelineWords(referenceEn, line.id), referenceEn);

/** Ids of the boundaries of a release whose value a reader can tell from the one before, worked out from the lines. */
const visibleBoundaries = (release: Release): string[] =>
  lines.flatMap((line) => {
    const index = line.boundaries.findIndex(({ since }) => since === release);
    const boundary = line.boundaries[index];
    if (boundary === undefined) return [];
    const before = seen(line, line.boundaries[index - 1]);
    return looksAlike(before, seen(line, boundary)) ? [] : [anchorOf(line, boundary)];
  });

describe('the ledger', () => {
  const ledger = html('en/reference/facts/');
  const rows = new Map(partsWith(ledger, 'data-boundary').map((part, index) => [index, part]));
  const ids = partsWith(ledger, 'id').map(({ value }) => value);
  const boundaries = lines.flatMap((line) =>
    line.boundaries.map((boundary) => ({ line, boundary, id: anchorOf(line, boundary) })),
  );

  it('has every boundary once, at its own anchor, without a script', () => {
    const known = new Set(ids);
    expect(boundaries.filter(({ id }) => !known.has(id)).map(({ id }) => id)).toEqual([]);
    expect(rows.size).toBe(boundaries.length);
    expect(known.size).toBe(ids.length);
  });

  it('has a link to upstream beside every boundary, and a word on its checks', () => {
    const bare = [...rows.values()].filter(
      ({ links, text }) =>
        !links.some((link) => link.startsWith('https://github.com/')) ||
        !/No check reads it|Held by|Read by|Younger than/.test(text),
    );
    expect(bare.map(({ text }) => text)).toEqual([]);
  });

  it('says of every inferred boundary that it is, and prints their share', () => {
    const inferred = boundaries.filter(({ boundary }) => boundary.source.confidence === 'inferred');
    const marked = partsWith(ledger, 'data-basis').filter(({ value }) => value === 'inferred');
    expect(marked).toHaveLength(inferred.length);
    expect(marked.every(({ text }) => text.includes('inferred'))).toBe(true);
    const [share] = partsWith(ledger, 'data-inferred-share');
    const count = ledgerCount(lines);
    expect(share?.text).toContain(`${count.inferred}, or ${count.inferredShare} %`);
  });
});

describe.each(RELEASES)('the page of %s', (release) => {
  const page = html(`en/reference/releases/${release}/`);

  it('tells everything that holds', () => {
    const expected = lines.flatMap((line) => {
      const boundary = line.boundaryAt(release);
      return boundary === undefined ? [] : [anchorOf(line, boundary)];
    });
    const told = partsWith(page, 'data-holds').map(({ value }) => value);
    expect(told.toSorted()).toEqual(expected.toSorted());
  });

  it('tells what changed in it, each with its source', () => {
    const told = partsWith(page, 'data-boundary');
    const expected = release === RELEASES[0] ? [] : visibleBoundaries(release);
    expect(told.map(({ value }) => value).toSorted()).toEqual(expected.toSorted());
    expect(told.every(({ links }) => links.some((link) => link.startsWith('https://')))).toBe(true);
  });

  it('has a picture whose words are text', () => {
    expect(page).toMatch(/<figure class="release-picture"/);
    expect(page).toMatch(/<text[^>]*>[^<]*kubelet/);
  });
});

describe.each(neighbours())('the comparison of $older and $newer', ({ older, newer }) => {
  it('lists exactly the boundaries of the newer, and both releases', () => {
    const page = html(`en/reference/compare/${older}/${newer}/`);
    const told = partsWith(page, 'data-boundary').map(({ value }) => value);
    expect(told.toSorted()).toEqual(visibleBoundaries(newer).toSorted());
    for (const { text } of partsWith(page, 'data-line')) {
      expect(text).toContain(older);
      expect(text).toContain(newer);
    }
  });
});

describe('the pages of the reference', () => {
  it('exist in every language, with the English words where there are no others', () => {
    const under = (language: string): string[] =>
      site.pages
        .filter(isReference)
        .flatMap(({ file }) =>
          file.startsWith(`${language}/`) ? file.slice(language.length) : [],
        );
    expect(under('zh-cn')).toEqual(under('en'));
    expect(under('en').length).toBe(6 + RELEASES.length + neighbours().length);
  });

  it('weigh at most 150 kB each as they are sent', () => {
    const heavy = site.pages
      .filter(isReference)
      .map(({ file, html: text }) => ({ file, size: gzipSync(text).length }))
      .filter(({ size }) => size > 150 * 1024);
    expect(heavy).toEqual([]);
  });

  it('are led to from the header of every page', () => {
    const home = html('en/');
    expect(home).toContain('href="/en/reference/"');
  });
});

it('each release leads into the lab, to where it differs from the one before', () => {
  const waysOf = (release: Release): string[] =>
    partsWith(html(`en/reference/releases/${release}/`), 'href')
      .map(({ value }) => value)
      .filter((link) => link.includes('/lab/') && link.includes('?'));
  expect(waysOf('1.4')).toEqual([
    '/en/lab/first-boot/?release=1.4',
    '/en/lab/power-off/?release=1.4',
  ]);
  // cfssl made way for Go's own signer.
  expect(waysOf('1.17')[0]).toBe('/en/lab/first-boot/?release=1.17#certificate-signed');
  expect(waysOf('1.24')[0]).toBe('/en/lab/first-boot/?release=1.24');
  expect(html('en/reference/releases/1.24/')).toContain('every step goes as in 1.23');
  expect(waysOf(PREVIEW_RELEASE)).toEqual([]);
});
