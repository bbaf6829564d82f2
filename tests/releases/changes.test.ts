import { describe, expect, it } from 'vitest';
import {
  changesBetween,
  lastReleaseOf,
  neighbours,
  nextRelease,
  previousRelease,
} from '../../src/releases/changes.ts';
import { PREVIEW_RELEASE, RELEASES } from '../../src/releases/release.ts';
import { from, read, unlistedTimeline } from '../../src/releases/timeline.ts';

const source = read('pkg/a.go', 'v1.4.0', 'A');
const line = unlistedTimeline('test.changes.two', [
  from('1.6', 'a', source),
  from('1.9', 'b', source),
  from('1.11', 'c', source),
]);
const steady = unlistedTimeline('test.changes.none', [from('1.4', true, source)]);

const sinces = (older: '1.4' | '1.6' | '1.8' | '1.9', newer: '1.8' | '1.9' | '1.11' | '1.36') =>
  changesBetween([line, steady], older, newer).map(({ before, after, steps }) => [
    before?.since,
    after.since,
    steps.map(({ since }) => since),
  ]);

describe('what differs between two releases', () => {
  it('is the boundary in force in each, with those between', () => {
    expect(sinces('1.8', '1.36')).toEqual(
      [['1.9', '1.11', ['1.9', '1.11']]].map(([, after, steps]) => ['1.6', after, steps]),
    );
    expect(sinces('1.8', '1.9')).toEqual([['1.6', '1.9', ['1.9']]]);
  });

  it('has nothing before where the time line begins later', () => {
    expect(sinces('1.4', '1.8')).toEqual([[undefined, '1.6', ['1.6']]]);
  });

  it('is nothing where the same boundary is in force', () => {
    expect(sinces('1.6', '1.8')).toEqual([]);
  });

  it('is asked from the older to the newer', () => {
    expect(() => changesBetween([line], '1.9', '1.9')).toThrow('1.9 is not older than 1.9');
    expect(() => changesBetween([line], '1.11', '1.9')).toThrow('1.11 is not older than 1.9');
  });
});

describe('a boundary', () => {
  it('lasts until the release before the next one', () => {
    expect(line.boundaries.map((boundary) => lastReleaseOf(line, boundary))).toEqual([
      '1.8',
      '1.10',
      undefined,
    ]);
  });
});

describe('neighbours', () => {
  it('are all releases but the first, each with the one before it', () => {
    expect(neighbours().map(({ newer }) => newer)).toEqual(RELEASES.slice(1));
    expect(neighbours()[5]).toEqual({ older: '1.9', newer: '1.10' });
  });

  it('end at both ends', () => {
    expect([previousRelease('1.4'), nextRelease(PREVIEW_RELEASE)]).toEqual([undefined, undefined]);
  });
});
