import { describe, expect, it } from 'vitest';
import { approverKind } from '../../src/releases/approver.ts';
import { compareReleases, inRange, RELEASES, type Release } from '../../src/releases/release.ts';
import { from, read, timeline, unlistedTimeline } from '../../src/releases/timeline.ts';

const source = read('pkg/x.go', 'v1.8.0', 'X');

describe('timeline', () => {
  const line = unlistedTimeline('test.line', [
    from('1.8', 'old', source),
    from('1.14', 'new', source),
  ]);

  it.each<[Release, string]>([
    ['1.8', 'old'],
    ['1.13', 'old'],
    ['1.14', 'new'],
    ['1.36', 'new'],
  ])('says what held in %s', (release, value) => {
    expect(line.at(release)).toBe(value);
  });

  it('refuses to guess before the first boundary, unless told what was there', () => {
    expect(() => line.at('1.7')).toThrow(RangeError);
    expect(
      unlistedTimeline('test.absent', [from('1.8', 'x', source)], { absent: 'none' }).at('1.7'),
    ).toBe('none');
  });

  it('refuses boundaries out of order, twice the same release, and an id used twice', () => {
    expect(() =>
      unlistedTimeline('test.order', [from('1.14', 1, source), from('1.8', 2, source)]),
    ).toThrow(/1\.8 does not follow 1\.14/);
    expect(() =>
      unlistedTimeline('test.same', [from('1.8', 1, source), from('1.8', 2, source)]),
    ).toThrow(RangeError);
    expect(() => timeline(approverKind.id, [from('1.8', 1, source)])).toThrow(/twice/);
    expect(() => unlistedTimeline('test.empty', [])).toThrow(RangeError);
  });
});

describe('releases', () => {
  it('are ordered by number, not by text', () => {
    expect(compareReleases('1.9', '1.10')).toBeLessThan(0);
    expect([...RELEASES].sort(compareReleases)).toEqual([...RELEASES]);
  });

  it('lie in a range with both ends inclusive', () => {
    expect(inRange('1.8', { since: '1.8', until: '1.10' })).toBe(true);
    expect(inRange('1.10', { since: '1.8', until: '1.10' })).toBe(true);
    expect(inRange('1.11', { since: '1.8', until: '1.10' })).toBe(false);
    expect(inRange('1.4', {})).toBe(true);
  });
});
