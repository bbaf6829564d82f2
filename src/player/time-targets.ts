/**
 * Until when a reader lets time pass. A link names it by its part in the node's life, since a deadline is drawn and a
 * certificate ends when it was signed; a date names itself.
 */
import { parseRfc3339 } from '../cluster/model/instant.ts';

/** What can be waited for by name, in the order in which it is offered. */
export const TIME_TARGETS = [
  'event',
  'day',
  'month',
  'year',
  'deadline',
  'expiry',
  'serving-deadline',
  'serving-expiry',
] as const;

export type NamedTarget = (typeof TIME_TARGETS)[number];

/** A name, or a date in RFC 3339. */
export type TimeTarget = string;

export const isNamedTarget = (text: string): text is NamedTarget =>
  TIME_TARGETS.some((target) => target === text);

export const isTimeTarget = (text: string): boolean =>
  isNamedTarget(text) || parseRfc3339(text) !== undefined;
