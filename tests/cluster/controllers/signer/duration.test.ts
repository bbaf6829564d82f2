import { describe, expect, it } from 'vitest';
import {
  flagDuration,
  signingDuration,
} from '../../../../src/cluster/controllers/signer/duration.ts';
import { HOUR, MINUTE } from '../../../../src/cluster/model/instant.ts';

describe('signingDuration', () => {
  it.each([
    [undefined, 24 * HOUR],
    [48 * 3600, 24 * HOUR],
    [3600, HOUR],
    [599, 10 * MINUTE],
    [-1, 10 * MINUTE],
  ])('makes of expirationSeconds %s from 1.22 on', (asked, expected) => {
    expect(signingDuration(24 * HOUR, asked, '1.22')).toBe(expected);
    expect(signingDuration(24 * HOUR, asked, '1.21')).toBe(24 * HOUR);
  });

  it('lets a flag below ten minutes win over the floor', () => {
    expect(signingDuration(5 * MINUTE, 599, '1.36')).toBe(5 * MINUTE);
  });
});

describe('flagDuration', () => {
  it('is 8760 h in releases without the flag', () => {
    expect(flagDuration(HOUR, '1.6')).toBe(8760 * HOUR);
    expect(flagDuration(HOUR, '1.7')).toBe(HOUR);
  });
});
