/**
 * The axis of the lives: minutes of the first boot, a break, then months. On one scale the five minutes by which a
 * certificate is dated back cannot be seen beside a year.
 */
import { civil, DAY, MINUTE, padded, type Instant } from '../../cluster/model/instant.ts';

const MINUTES_SHOWN = 30 * MINUTE;
const DAYS_SHOWN = 400 * DAY;

/** Where the scale breaks, in percent of the axis. */
export const BREAK = 32;
const GAP = 2;

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Place of an instant on the axis in percent, cut to its ends. */
export function placeOf(instant: Instant, start: Instant): number {
  const minutes = instant - start;
  if (minutes <= MINUTES_SHOWN)
    return Math.max(0, ((minutes + 6 * MINUTE) / (MINUTES_SHOWN + 6 * MINUTE)) * BREAK);
  const months = Math.min(1, (minutes - MINUTES_SHOWN) / DAYS_SHOWN);
  return BREAK + GAP + months * (100 - BREAK - GAP);
}

/** Clock times before the break, months after it. */
export function ticksOf(start: Instant): readonly Tick[] {
  const clock = [0, 10, 20].map((minute) => {
    const instant = start + minute * MINUTE;
    const { hour, minute: shown } = civil(instant);
    return { at: placeOf(instant, start), text: `${padded(hour)}:${padded(shown)}` };
  });
  const months = [90, 180, 270, 360].map((day) => {
    const instant = start + day * DAY;
    const { year, month } = civil(instant);
    return { at: placeOf(instant, start), text: `${year}-${padded(month)}` };
  });
  return [...clock, ...months];
}
