/** Compares what the engine gave with what a case expects: fields that the case does not name are not asserted. */

type Fields = Readonly<Record<string, unknown>>;

/** What `errorContains`, `messagePrefix`, `nameRegex` and their like say of a text. */
const TESTS: Readonly<Record<string, (text: string, expected: string) => boolean>> = {
  Contains: (text, expected) => text.includes(expected),
  Prefix: (text, expected) => text.startsWith(expected),
  Suffix: (text, expected) => text.endsWith(expected),
  Regex: (text, expected) => new RegExp(expected).test(text),
};

const TESTED = new RegExp(`^(.+)(${Object.keys(TESTS).join('|')})$`);
const COUNTED = /^(.+)Count$/;

/** The text that a field with a test in its name is about: `errorContains` is about `error` or `errorMessage`. */
function textOf(got: Fields, name: string): string | undefined {
  return [got[name], got[`${name}Message`]].find((value) => typeof value === 'string');
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** A field that is not there under its own name, but says something of one that is. */
function derivedAgrees(got: Fields, key: string, expected: unknown): boolean {
  const tested = TESTED.exec(key);
  if (tested) {
    const text = textOf(got, tested[1]!);
    if (expected === null) return text === undefined || text === '';
    return (
      text !== undefined &&
      asList(expected).every((part) => typeof part === 'string' && TESTS[tested[2]!]!(text, part))
    );
  }
  const counted = COUNTED.exec(key)?.[1];
  const list = counted === undefined ? undefined : (got[counted] ?? got[`${counted}s`]);
  return Array.isArray(list) ? list.length === expected : expected === null;
}

/** Not there, or a list without entries, which Go's nil is as well. */
const isNothing = (got: unknown): boolean =>
  got === null || got === undefined || (Array.isArray(got) && got.length === 0);

/**
 * Whether `got` is as `then` says: objects field by field, lists element by element and of one length, `null` for
 * what is not there. `…Contains`, `…Prefix`, `…Suffix` and `…Regex` are about the text of the field so begun, `…Count`
 * about the length of its list.
 */
export function agrees(got: unknown, then: unknown): boolean {
  if (then === null) return isNothing(got);
  if (Array.isArray(then)) {
    return (
      Array.isArray(got) &&
      got.length === then.length &&
      then.every((entry, index) => agrees(got[index], entry))
    );
  }
  if (typeof then !== 'object') return got === then;
  if (typeof got !== 'object' || got === null) return false;
  const fields = got as Fields;
  return Object.entries(then).every(([key, value]) =>
    fields[key] === undefined ? derivedAgrees(fields, key, value) : agrees(fields[key], value),
  );
}

/** The verdict for a handler whose whole answer is compared. */
export const compared = (got: unknown, then: unknown) => ({ got, ok: agrees(got, then) });
