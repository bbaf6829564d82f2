/**
 * The axis of the lives: minutes of the first boot, a break, then months or years. On one scale the five minutes by
 * which a certificate is dated back cannot be seen beside a year.
 */
import { civil, DAY, HOUR, MINUTE, padded, type Instant } from '../../cluster/model/instant.ts';
import type { TimelineView } from '../../views/timeline/model.ts';

const MINUTES_SHOWN = 30 * MINUTE;
const BEFORE = 6 * MINUTE;
const YEAR = 365 * DAY;
/** The months that are shown at least: a certificate of a year, and what follows its end. */
const SHORTEST = 400 * DAY;
const GAP = 2;

export interface Tick {
  readonly at: number;
  readonly text: string;
  /** Left out where there is little room. */
  readonly minor: boolean;
}

export interface Scale {
  readonly start: Instant;
  readonly end: Instant;
  /** Where the scale breaks, in percent of the axis. */
  readonly breakAt: number;
}

/** The axis that holds the lives of the node's certificates, and now. The CA's ten years would press them together. */
export function scaleOf({ startedAt, now, lives }: TimelineView): Scale {
  const ends = lives.filter(({ lane }) => lane === 'client' || lane === 'serving');
  const last = Math.max(now, ...ends.map(({ to = 0 }) => Math.min(to, now + 2 * YEAR)));
  const end = Math.max(startedAt + SHORTEST, last + (last - startedAt) / 20);
  return { start: startedAt, end, breakAt: end - startedAt > 1.5 * YEAR ? 16 : 32 };
}

/** Place of an instant on the axis in percent, cut to its ends. */
export function placeOf(instant: Instant, { start, end, breakAt }: Scale): number {
  const since = instant - start;
  if (since <= MINUTES_SHOWN)
    return Math.max(0, ((since + BEFORE) / (MINUTES_SHOWN + BEFORE)) * breakAt);
  const beyond = breakAt + GAP;
  const share = (since - MINUTES_SHOWN) / (end - start - MINUTES_SHOWN);
  return beyond + Math.min(1, share) * (100 - beyond);
}

/** Days between two labels: about four of them fit. */
const stepOf = (days: number): number =>
  [90, 180, 365, 730, 1095].find((step) => days / step < 5) ?? 1825;

/** Clock times before the break, months after it. */
export function ticksOf(scale: Scale): readonly Tick[] {
  const { start, end, breakAt } = scale;
  const clock = (breakAt > 20 ? [0, 10, 20] : [0]).map((minute) => {
    const instant = start + minute * MINUTE;
    const { hour, minute: shown } = civil(instant);
    return {
      at: placeOf(instant, scale),
      text: `${padded(hour)}:${padded(shown)}`,
      minor: minute > 0,
    };
  });
  const days = (end - start) / DAY;
  const step = stepOf(days);
  const months = Array.from({ length: Math.floor(days / step) }, (_, index) => {
    const instant = start + (index + 1) * step * DAY;
    const { year, month } = civil(instant);
    return {
      at: placeOf(instant, scale),
      text: `${year}-${padded(month)}`,
      minor: index % 2 === 0,
    };
  });
  return [...clock, ...months];
}

/** Now as it is written beside its line: the time of the first day, later the date too. */
export function nowText(now: Instant, { start }: Scale): string {
  const { year, month, day, hour, minute, second } = civil(now);
  const date = `${year}-${padded(month)}-${padded(day)}`;
  const time = `${padded(hour)}:${padded(minute)}`;
  return now - start < HOUR ? `${time}:${padded(second)}Z` : `${date} ${time}Z`;
}
