import { describe, expect, it } from 'vitest';
import { indexOfRelease, type Release } from '../../src/releases/release.ts';
import {
  edgesOf,
  onlyIn,
  releasesWhere,
  stretchesWhere,
  stretchWhere,
} from '../../src/scenarios/stretch.ts';

const between = (from: '1.4' | '1.7' | '1.30', to: '1.10' | '1.37') => (release: Release) =>
  indexOfRelease(release) >= indexOfRelease(from) && indexOfRelease(release) <= indexOfRelease(to);

describe('a stretch of releases', () => {
  it('has both its ends', () => {
    expect(stretchWhere(between('1.7', '1.10'))).toEqual({ since: '1.7', until: '1.10' });
    expect(releasesWhere(between('1.7', '1.10'))).toEqual(['1.7', '1.8', '1.9', '1.10']);
  });

  it('is open where it reaches the newest release', () => {
    expect(stretchWhere(between('1.30', '1.37'))).toEqual({ since: '1.30' });
  });

  it('is refused where there is none, or a gap', () => {
    expect(() => stretchWhere(() => false)).toThrow(RangeError);
    expect(() => stretchWhere((release) => release === '1.5' || release === '1.7')).toThrow(
      /1\.5, 1\.7/,
    );
  });

  it('is one of several where releases between are otherwise', () => {
    const apart = (release: Release) => release !== '1.5' && release !== '1.36';
    expect(stretchesWhere(apart)).toEqual([
      { since: '1.4', until: '1.4' },
      { since: '1.6', until: '1.35' },
      { since: '1.37' },
    ]);
    expect(stretchesWhere(() => false)).toEqual([]);
  });

  it('may be one release', () => {
    expect(onlyIn('1.9')).toEqual(stretchWhere((release) => release === '1.9'));
  });

  it('has releases beside it, but for the oldest and the newest', () => {
    expect(edgesOf({ since: '1.7', until: '1.10' })).toEqual({
      since: '1.7',
      until: '1.10',
      before: '1.6',
      after: '1.11',
    });
    expect(edgesOf({ since: '1.4' })).toEqual({ since: '1.4' });
    expect(edgesOf({})).toEqual({});
  });
});
