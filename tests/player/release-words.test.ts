import { describe, expect, it } from 'vitest';
import { hasWords, rangesOf, textOf } from '../../src/player/release-words.ts';

describe('the releases that have words', () => {
  it.each([
    ['1.8', [{ since: '1.8', until: '1.8' }]],
    ['1.4-1.18', [{ since: '1.4', until: '1.18' }]],
    ['1.19-', [{ since: '1.19' }]],
    ['-1.18', [{ until: '1.18' }]],
    ['1.7-1.10,1.14-', [{ since: '1.7', until: '1.10' }, { since: '1.14' }]],
  ] as const)('are read from %s, and written so', (text, ranges) => {
    expect(rangesOf(text)).toEqual(ranges);
    expect(textOf(ranges)).toBe(text);
  });

  it.each(['1.3', 'new', '1.8-1.9-1.10', '1.8..1.9', '1.7,new'])('are not read from %s', (text) => {
    expect(() => rangesOf(text)).toThrow(RangeError);
  });

  it('lie in one of the stretches', () => {
    const having = (['1.6', '1.7', '1.10', '1.11', '1.14', '1.36'] as const).filter((release) =>
      hasWords(release, '1.7-1.10,1.14-'),
    );
    expect(having).toEqual(['1.7', '1.10', '1.14', '1.36']);
  });
});
