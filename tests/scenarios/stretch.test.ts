import { describe, expect, it } from 'vitest';
import { indexOfRelease } from '../../src/releases/release.ts';
import { onlyIn, releasesWhere, stretchWhere } from '../../src/scenarios/stretch.ts';

const between =
  (from: '1.4' | '1.7' | '1.30', to: '1.10' | '1.37') =>
  (release: Parameters<typeof indexOfRelease>[0]) =>
    indexOfRelease(release) >= indexOfRelease(from) &&
    indexOfRelease(release) <= indexOfRelease(to);

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

  it('may be one release', () => {
    expect(onlyIn('1.9')).toEqual(stretchWhere((release) => release === '1.9'));
  });
});
