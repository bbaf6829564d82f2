import { DerError } from './der-error.ts';
import { contentOf, TAG, type Tlv } from './tlv.ts';

/** Calendar fields in UTC; months and days count from 1. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysIn = (year: number, month: number): number =>
  month === 2 ? (leap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/**
 * A UTCTime or GeneralizedTime in the one form that RFC 5280 section 4.1.2.5 allows: seconds present, Zulu. Two-digit
 * years from 50 on lie in the 20th century.
 */
export function momentOf(bytes: Uint8Array, element: Tlv): Moment {
  const text = String.fromCharCode(...contentOf(bytes, element).subarray(0, 20));
  const form = element.tag === TAG.utcTime ? /^(\d\d)(\d{10})Z$/ : /^(\d{4})(\d{10})Z$/;
  const [, years = '', rest = ''] = form.exec(text) ?? [];
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = rest.match(/\d\d/g)?.map(Number) ?? [];
  const short = Number(years);
  const year = element.tag !== TAG.utcTime ? short : short + (short < 50 ? 2000 : 1900);
  const valid = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  if (!valid || hour > 23 || minute > 59 || second > 59) throw new DerError('a time is malformed', element.start);
  return { year, month, day, hour, minute, second };
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function instantOf({ year, month, day, hour, minute, second }: Moment): number {
  let days = day - 1;
  for (let before = 1; before < month; before += 1) days += daysIn(year, before);
  const past = year - 1;
  days += 365 * (year - 1970) + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - 477;
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000;
}
