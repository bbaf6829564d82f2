/** A value of a time line as a reader is shown it: words of ours, or texts of Kubernetes. */
import type { ReferenceMessages, TimelineWords } from '../../messages/reference.ts';
import { logLine, policyRule, subject } from './value-shapes.ts';

/** From which letter to which something differs from the value beside it. */
export type Marked = { readonly mark?: readonly [number, number] };

export type ShownValue =
  /** Words of the language. */
  | ({ readonly kind: 'words'; readonly text: string } & Marked)
  /** A text of Kubernetes, letter for letter. */
  | ({ readonly kind: 'verbatim'; readonly text: string } & Marked)
  /** Nothing where there could be something. */
  | { readonly kind: 'none'; readonly text: string }
  | ({
      readonly kind: 'log';
      readonly severity: string;
      readonly verbosity: string;
      readonly file: string;
      readonly text: string;
    } & Marked)
  | {
      readonly kind: 'rule';
      readonly verbs: readonly string[];
      readonly what: readonly string[];
      readonly where: string;
      readonly names: readonly string[];
    }
  | { readonly kind: 'list'; readonly items: readonly ShownValue[] }
  | { readonly kind: 'fields'; readonly fields: readonly ShownField[] }
  /** An entry of a list that the value beside it has not. */
  | { readonly kind: 'marked'; readonly value: ShownValue }
  /** So many entries are in the value beside it too, and left out. */
  | { readonly kind: 'same'; readonly count: number };

export interface ShownField {
  readonly name: string;
  readonly value: ShownValue;
}

const units = [
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1_000],
  ['milliseconds', 1],
] as const;

/** Milliseconds as hours, minutes and seconds, the last with a fraction where there is one. */
function duration(value: number, { values }: ReferenceMessages): string {
  let rest = value;
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const last = unit === 'seconds' || unit === 'milliseconds';
    const amount = last && rest >= size ? rest / size : Math.floor(rest / size);
    if (amount === 0) continue;
    rest -= amount * size;
    parts.push(values.units[unit].replace('{n}', String(amount)));
  }
  return parts.join(' ') || values.units.seconds.replace('{n}', '0');
}

/** Fields of objects whose numbers are no time, whatever the unit of the time line. */
const bare = new Set(['factor', 'jitter', 'steps']);

function number(
  value: number,
  field: string | undefined,
  words: TimelineWords,
  messages: ReferenceMessages,
): ShownValue {
  if (words.unit === undefined || bare.has(field ?? '')) {
    return { kind: 'words', text: String(value) };
  }
  const text =
    words.unit === 'milliseconds'
      ? duration(value, messages)
      : messages.values.units[words.unit].replace('{n}', String(value));
  return { kind: 'words', text };
}

function list(
  value: readonly unknown[],
  words: TimelineWords,
  messages: ReferenceMessages,
): ShownValue {
  if (value.length === 0) return { kind: 'none', text: messages.values.emptyList };
  return { kind: 'list', items: value.map((item) => shown(item, words, messages)) };
}

function object(value: object, words: TimelineWords, messages: ReferenceMessages): ShownValue {
  const known = logLine(value, messages) ?? policyRule(value, messages) ?? subject(value);
  if (known !== undefined) return known;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  if (entries.length === 0) return { kind: 'none', text: messages.values.emptyList };
  const fields = entries.map(([name, entry]) => ({
    name: words.fields?.[name] ?? name,
    value: shown(entry, words, messages, name),
  }));
  return { kind: 'fields', fields };
}

/** A text that is made from values: shown with the places that they take, in braces. */
function template(make: (...values: string[]) => unknown): ShownValue {
  const places = ['…', '…', '…', '…'].map((place) => `{${place}}`);
  return { kind: 'verbatim', text: String(make(...places)) };
}

/**
 * A value in the words of a language. A short name of ours without words is shown as it is written in the code, and a
 * test of the messages tells of it.
 */
export function shown(
  value: unknown,
  words: TimelineWords,
  messages: ReferenceMessages,
  field?: string,
): ShownValue {
  const own = words.values?.[String(value)];
  if (own !== undefined && (value === null || typeof value !== 'object')) {
    return { kind: 'words', text: own };
  }
  switch (typeof value) {
    case 'boolean':
      return { kind: 'words', text: value ? messages.values.yes : messages.values.no };
    case 'number':
      return number(value, field, words, messages);
    case 'string':
      return value === ''
        ? { kind: 'none', text: messages.values.emptyText }
        : { kind: 'verbatim', text: value };
    case 'function':
      return template(value as (...values: string[]) => unknown);
    case 'object':
      if (Array.isArray(value)) return list(value, words, messages);
      return value === null
        ? { kind: 'none', text: messages.values.none }
        : object(value, words, messages);
    default:
      return { kind: 'none', text: messages.values.none };
  }
}

/** Whether a reader could tell two values apart. */
export const looksAlike = (a: ShownValue | undefined, b: ShownValue | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
