import { contentOf, TAG, type Tlv } from './tlv.ts';
import { latin1, malformed } from './values.ts';

/** Year, month from 1, day, hour, minute, second. */
export type TimeParts = readonly [number, number, number, number, number, number];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** July and August both have 31 days, which is why the eighth bit counts. */
const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);

/**
 * The numbers in a UTCTime or GeneralizedTime. Only the form that RFC 5280 section 4.1.2.5 allows, with seconds and in
 * Zulu; two-digit years from 50 on lie in the 20th century. Throws `DerError`.
 */
export function timeParts(element: Tlv): TimeParts {
  const short = element.tag === TAG.utcTime;
  const form = short ? /^(\d\d)(\d{10})Z$/ : /^(\d{4})(\d{10})Z$/;
  const [, years = '', rest = ''] = form.exec(latin1(contentOf(element))) ?? [];
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = (rest.match(/../g) ?? []).map(
    Number,
  );
  const year = Number(years) + (short ? (years < '50' ? 2000 : 1900) : 0);
  const valid = month > 0 && month < 13 && day > 0 && day <= daysIn(year, month);
  if (!valid || hour > 23 || minute > 59 || second > 59) throw malformed(element);
  return [year, month, day, hour, minute, second];
}
