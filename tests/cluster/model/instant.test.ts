import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goDuration, parseRfc3339, rfc1123, rfc3339 } from '../../../src/cluster/model/instant.ts';

describe('rfc3339', () => {
  it('agrees with the platform over five centuries', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_208_988_800, max: 13_569_465_600 }), (seconds) => {
        const text = rfc3339(seconds * 1000);
        expect(text).toBe(new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'));
        expect(parseRfc3339(text)).toBe(seconds * 1000);
      }),
    );
  });
});

describe('parseRfc3339', () => {
  it.each([
    ['2026-03-02T09:00:00+01:00', Date.UTC(2026, 2, 2, 8)],
    ['2026-03-02T09:00:00.5Z', Date.UTC(2026, 2, 2, 9, 0, 0, 500)],
    ['2026-02-30T09:00:00Z', undefined],
    ['2026-03-02T9:00:00Z', Date.UTC(2026, 2, 2, 9)],
    ['2026-03-02 09:00:00Z', undefined],
    ['2026-03-02t09:00:00Z', undefined],
    ['2026-03-02T09:00:00z', undefined],
    ['2026-03-02T25:00:00Z', undefined],
    ['', undefined],
  ])('reads %s', (text, instant) => {
    expect(parseRfc3339(text)).toBe(instant);
  });
});

describe('goDuration', () => {
  it.each([
    [0, '0s'],
    [200, '200ms'],
    [1500, '1.5s'],
    [300_000, '5m0s'],
    [31_536_000_000, '8760h0m0s'],
    [-61_000, '-1m1s'],
  ])('prints %d ms', (duration, text) => {
    expect(goDuration(duration)).toBe(text);
  });
});

describe('rfc1123', () => {
  it.each([
    [0, 'Thu, 01 Jan 1970 00:00:00 +0000'],
    [Date.UTC(2026, 10, 22, 5, 55, 54), 'Sun, 22 Nov 2026 05:55:54 +0000'],
    [-1, 'Wed, 31 Dec 1969 23:59:59 +0000'],
  ])('writes %d', (instant, text) => {
    expect(rfc1123(instant)).toBe(text);
  });
});
