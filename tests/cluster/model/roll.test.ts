import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roll, rollName, rollUid } from '../../../src/cluster/model/roll.ts';

describe('roll', () => {
  it('is the same for the same seed and purpose, and lies in [0, 1)', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (seed, purpose) => {
        const value = roll(seed, purpose);
        expect(value).toBe(roll(seed, purpose));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(1);
      }),
    );
  });

  it('is uniform (chi-square over ten bins, 9 degrees of freedom, p = 0.001)', () => {
    const bins = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 10_000; draw += 1)
      bins[Math.floor(roll('seed', `draw/${draw}`) * 10)]! += 1;
    const chiSquare = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquare).toBeLessThan(27.9);
  });
});

describe('names', () => {
  it('have the alphabet and the form of Kubernetes', () => {
    expect(rollName('s', 'name/1')).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(rollName('s', 'name/1')).not.toBe(rollName('s', 'name/2'));
    expect(rollUid('s', 'uid/1')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});
