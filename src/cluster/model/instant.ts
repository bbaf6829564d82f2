/** A point of virtual time: milliseconds since 1970-01-01T00:00:00Z. Nothing in the engine reads the wall clock. */
export type Instant = number;

/** A length of virtual time in milliseconds. */
export type Duration = number;

export const MILLISECOND = 1;
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Days since 1970-01-01 of a civil date (Howard Hinnant's `days_from_civil`), so that no `Date` is needed in the engine. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** The UTC calendar fields of an instant. */
export function civil(instant: Instant): CivilTime {
  const days = Math.floor(instant / DAY);
  const rest = instant - days * DAY;
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
    hour: Math.floor(rest / HOUR),
    minute: Math.floor((rest % HOUR) / MINUTE),
    second: Math.floor((rest % MINUTE) / SECOND),
    millisecond: Math.floor(rest % SECOND),
  };
}

/** Digits of `value`, padded with zeros to `width`. */
export const padded = (value: number, width = 2): string => String(value).padStart(width, '0');

/**
 * RFC 3339 in UTC with whole seconds, as Kubernetes writes `metav1.Time`
 * (staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/time.go, MarshalJSON).
 */
export function rfc3339(instant: Instant): string {
  const t = civil(instant);
  return `${padded(t.year, 4)}-${padded(t.month)}-${padded(t.day)}T${padded(t.hour)}:${padded(t.minute)}:${padded(t.second)}Z`;
}

const WEEKDAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Go's RFC1123Z in UTC: `Sun, 22 Nov 2026 05:55:54 +0000`. 1 January 1970 was a Thursday. */
export function rfc1123(instant: Instant): string {
  const t = civil(instant);
  const weekday = WEEKDAYS[((Math.floor(instant / DAY) % 7) + 7) % 7];
  const time = [t.hour, t.minute, t.second].map((field) => padded(field)).join(':');
  return `${weekday}, ${padded(t.day)} ${MONTHS[t.month - 1]} ${padded(t.year, 4)} ${time} +0000`;
}

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * The instant of an RFC 3339 text, or undefined where the text is none: as Go's time.Parse takes it, with capitals only,
 * but an hour of one digit.
 */
export function parseRfc3339(text: string): Instant | undefined {
  const match = RFC3339.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const fields = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (fields[1] < 1 || fields[1] > 12 || fields[2] < 1 || fields[2] > 31) return undefined;
  if (fields[3] > 23 || fields[4] > 59 || fields[5] > 59) return undefined;
  const utc =
    daysFromCivil(fields[0], fields[1], fields[2]) * DAY +
    fields[3] * HOUR +
    fields[4] * MINUTE +
    fields[5] * SECOND +
    (fraction ? Math.floor(Number(`0${fraction}`) * 1000) : 0);
  if (civil(utc).day !== fields[2]) return undefined;
  if (zone === undefined || zone === 'Z') return utc;
  const sign = zone.startsWith('-') ? -1 : 1;
  return utc - sign * (Number(zone.slice(1, 3)) * HOUR + Number(zone.slice(4, 6)) * MINUTE);
}

/**
 * A duration as Go's `time.Duration.String()` prints it: `1h2m3s`, `1.5s`, `200ms`, `0s`.
 */
export function goDuration(duration: Duration): string {
  if (duration === 0) return '0s';
  const sign = duration < 0 ? '-' : '';
  const ms = Math.abs(duration);
  if (ms < SECOND) return `${sign}${ms}ms`;
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  const seconds = (ms % MINUTE) / SECOND;
  const tail = `${seconds}s`;
  if (hours > 0) return `${sign}${hours}h${minutes}m${tail}`;
  return minutes > 0 ? `${sign}${minutes}m${tail}` : `${sign}${tail}`;
}
