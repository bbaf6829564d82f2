import { describe, expect, it } from 'vitest';
import { DAY, MINUTE, parseRfc3339 } from '../../src/cluster/model/instant.ts';
import { BREAK, placeOf, ticksOf } from '../../src/islands/stage/lives-scale.ts';

const start = parseRfc3339('2026-03-02T09:00:00Z')!;

describe('the axis of the lives', () => {
  it('runs forward, from minutes to months', () => {
    const instants = [
      start - 5 * MINUTE,
      start,
      start + 10 * MINUTE,
      start + 30 * MINUTE,
      start + DAY,
      start + 90 * DAY,
      start + 365 * DAY,
    ];
    const places = instants.map((instant) => placeOf(instant, start));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(places.length);
  });

  it('makes five minutes of backdating visible beside a year', () => {
    expect(placeOf(start, start) - placeOf(start - 5 * MINUTE, start)).toBeGreaterThan(3);
  });

  it('ends at its edges', () => {
    expect(placeOf(start - 10 * DAY, start)).toBe(0);
    expect(placeOf(start + 3650 * DAY, start)).toBe(100);
    expect(placeOf(start + 30 * MINUTE, start)).toBe(BREAK);
  });

  it('names clock times before the break and months after it', () => {
    expect(ticksOf(start).map(({ text }) => text)).toEqual([
      '09:00',
      '09:10',
      '09:20',
      '2026-05',
      '2026-08',
      '2026-11',
      '2027-02',
    ]);
  });
});
