/** Lists of field errors against what a case expects of them, as errors, as printed strings, or by parts of these. */
import { printFieldError, type FieldError } from '../../src/cluster/apiserver/field-error.ts';
import type { Release } from '../../src/releases/release.ts';
import { agrees } from './comparison.ts';
import type { JsonObject, Verdict } from './runner/types.ts';

/** A field error in the words of `then.errors`. */
export const described = (error: FieldError) => ({
  ...error,
  ...('badValue' in error ? { badValue: error.badValue.value } : {}),
});

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === 'string');

const sorted = (values: readonly string[]): string => JSON.stringify([...new Set(values)].sort());

/** Whether two lists of strings are one set. */
export const sameSet = (got: readonly string[], then: readonly string[]): boolean =>
  sorted(got) === sorted(then);

interface Printed {
  readonly errors: readonly FieldError[];
  readonly strings: readonly string[];
  /** Strings that no pattern of the case takes out, as the upstream tests do it. */
  readonly unmatched: readonly string[];
}

type Check = (got: Printed, expected: unknown) => boolean;

const some =
  (test: (error: string, text: string) => boolean): Check =>
  ({ strings }, expected) =>
    texts(expected).every((text) => strings.some((error) => test(error, text)));

const matches = some((error, pattern) => new RegExp(pattern).test(error));

/** By how the name of the field in `then` goes on after `errors`, `strictErrors`, `strictErrorStrings` and their like. */
const CHECKS: Readonly<Record<string, Check>> = {
  '': ({ errors }, expected) => agrees(errors.map(described), expected),
  Strings: ({ unmatched }, expected) => sameSet(unmatched, texts(expected)),
  Contains: some((error, text) => error.includes(text)),
  Prefix: some((error, text) => error.startsWith(text)),
  Regex: matches,
  Regexes: matches,
  Count: ({ strings }, expected) => strings.length === expected,
};

const FIELD =
  /^(?:(strict|lenient)(?:Error)?|error)(?:s$|s?(?:Strings?)?(Contains|Prefix|Regex|Regexes|Count)$|(Strings)$)/;

/** Which list a field of `then` is about, and what it asks. */
function asked(field: string): { readonly list: string; readonly check: string } | undefined {
  const found = FIELD.exec(field);
  return found ? { list: found[1] ?? '', check: found[2] ?? found[3] ?? '' } : undefined;
}

/**
 * @param lists errors by the word before `Error` in the names of `then`; those of plain `errors` are under ''
 */
export function errorsVerdict(
  lists: Readonly<Record<string, readonly FieldError[]>>,
  then: JsonObject,
  release: Release,
): Verdict {
  const printed = (list: string): Printed => {
    const errors = lists[list] ?? [];
    const strings = errors.map((error) => printFieldError(error, release));
    const patterns = Object.entries(then).flatMap(([field, value]) => {
      const about = asked(field);
      return about?.list === list && about.check.startsWith('Regex') ? texts(value) : [];
    });
    const unmatched = strings.filter(
      (error) => !patterns.some((pattern) => new RegExp(pattern).test(error)),
    );
    return { errors, strings, unmatched };
  };
  const got = Object.fromEntries(
    Object.keys(lists).flatMap((list) => {
      const { errors, strings } = printed(list);
      const stem = list === '' ? 'error' : `${list}Error`;
      return [
        [`${stem}s`, errors.map(described)],
        [`${stem}Strings`, strings],
      ];
    }),
  );
  const ok = Object.entries(then).every(([field, expected]) => {
    const about = asked(field);
    if (about === undefined || !(about.list in lists)) return false;
    return CHECKS[about.check]?.(printed(about.list), expected) ?? false;
  });
  return { got, ok };
}
