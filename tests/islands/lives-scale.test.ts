import { describe, expect, it } from 'vitest';
import { DAY, MINUTE, parseRfc3339 } from '../../src/cluster/model/instant.ts';
import { nowText, placeOf, scaleOf, ticksOf } from '../../src/islands/stage/lives-scale.ts';
import type { Life } from '../../src/views/timeline/index.ts';

const start = parseRfc3339('2026-03-02T09:00:00Z')!;

/** A scale after so many days, with one client certificate of a year that ends so many days after the start. */
function scaleAfter(days: number, ends = 365) {
  const life = { lane: 'client', from: start, to: start + ends * DAY } as Life;
  return scaleOf({ startedAt: start, now: start + days * DAY, lives: [life], powerCuts: [] });
}

describe('the axis of the lives', () => {
  it.each([0, 300, 800, 3650])('runs forward after %i days, from minutes to its end', (days) => {
    const scale = scaleAfter(days, days + 365);
    const instants = [
      start - 5 * MINUTE,
      start,
      start + 10 * MINUTE,
      start + 30 * MINUTE,
      start + DAY,
      start + 90 * DAY,
      start + (days + 365) * DAY,
    ];
    const places = instants.map((instant) => placeOf(instant, scale));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.at(-1)).toBeLessThan(100);
  });

  it('makes five minutes of backdating visible beside years', () => {
    for (const days of [0, 3650]) {
      const scale = scaleAfter(days);
      expect(placeOf(start, scale) - placeOf(start - 5 * MINUTE, scale)).toBeGreaterThan(2);
    }
  });

  it('ends at its edges', () => {
    const scale = scaleAfter(0);
    expect(placeOf(start - 10 * DAY, scale)).toBe(0);
    expect(placeOf(start + 3650 * DAY, scale)).toBe(100);
    expect(placeOf(start + 30 * MINUTE, scale)).toBe(scale.breakAt);
  });

  it('names clock times before the break and months after it', () => {
    expect(ticksOf(scaleAfter(0)).map(({ text }) => text)).toEqual([
      '09:00',
      '09:10',
      '09:20',
      '2026-05',
      '2026-08',
      '2026-11',
      '2027-02',
    ]);
  });

  it.each([0, 500, 1000, 2000, 3650])('keeps its labels apart after %i days', (days) => {
    const ticks = ticksOf(scaleAfter(days, days + 365));
    const gaps = (kept: readonly { readonly at: number }[]): number[] =>
      kept.slice(1).map(({ at }, index) => at - kept[index]!.at);
    // A label of seven characters is 52 px wide: on a track of 690 px, and on one of 230 px without the minor ones.
    expect(Math.min(...gaps(ticks))).toBeGreaterThan((52 / 690) * 100);
    const major = ticks.filter(({ minor }) => !minor);
    expect(Math.min(...gaps(major))).toBeGreaterThan((52 / 230) * 100 * 0.8);
  });
});

it('now is a time on the first day, and a date with it later', () => {
  const scale = scaleAfter(0);
  expect(nowText(start + 61_000, scale)).toBe('09:01:01Z');
  expect(nowText(start + 300 * DAY, scale)).toBe('2026-12-27 09:00Z');
});
