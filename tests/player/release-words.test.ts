import { describe, expect, it } from 'vitest';
import { rangeOf } from '../../src/player/release-words.ts';

describe('a range of releases', () => {
  it.each([
    ['1.8', { since: '1.8', until: '1.8' }],
    ['1.4-1.18', { since: '1.4', until: '1.18' }],
    ['1.19-', { since: '1.19' }],
    ['-1.18', { until: '1.18' }],
  ])('reads %s', (text, range) => {
    expect(rangeOf(text)).toEqual(range);
  });

  it.each(['1.3', 'new', '1.8-1.9-1.10', '1.8..1.9'])('refuses %s', (text) => {
    expect(() => rangeOf(text)).toThrow(RangeError);
  });
});
