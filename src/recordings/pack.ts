/** Packs a recording for its way to the page; src/player/packed.ts says how, and takes it apart. */
import type { Log } from '../cluster/model/facts.ts';
import {
  AS_ABOVE,
  AS_ITS_CAUSE,
  type FactColumns,
  type LogColumns,
  type PackedRecording,
  type TextParts,
} from '../player/packed.ts';
import type { Recording } from '../player/recording.ts';

interface Form extends FactColumns {
  /** JSON of the last row, field by field. */
  above: readonly string[];
}

/** A row as it stands in the columns: what is said by the cause, or by the row above, is not said again. */
function rowOf(row: Fields, cause: Fields | undefined, form: Form): readonly unknown[] {
  const texts = form.fields.map((field) => JSON.stringify(row[field]));
  const short = form.fields.map((field, index) => {
    const value = row[field];
    if (value === AS_ABOVE || value === AS_ITS_CAUSE)
      throw new RangeError(`a fact says "${value}", which stands for something else here`);
    if (RELATIVE.has(field)) return value;
    if (cause && JSON.stringify(cause[field]) === texts[index]) return AS_ITS_CAUSE;
    return form.above[index] === texts[index] ? AS_ABOVE : value;
  });
  form.above = texts;
  return short;
}

const RELATIVE: ReadonlySet<string> = new Set(['at', 'cause']);

type Fields = Readonly<Record<string, unknown>>;

function columnsOf(log: Log): LogColumns {
  const forms: Form[] = [];
  const places = new Map<string, number>();
  const order = log.map(({ seq, at, cause, type, ...rest }) => {
    const row: Fields = {
      ...rest,
      at: at - (log[seq - 1]?.at ?? 0),
      ...(cause === undefined ? {} : { cause: seq - cause }),
    };
    const fields = Object.keys(row);
    const name = [type, ...fields].join();
    const place = places.get(name) ?? forms.length;
    if (place === forms.length) {
      places.set(name, place);
      forms.push({ type, fields, columns: fields.map(() => []), above: [] });
    }
    const form = forms[place]!;
    const caused = cause === undefined ? undefined : (log[cause] as unknown as Fields);
    rowOf(row, caused, form).forEach((value, index) => form.columns[index]!.push(value));
    return place;
  });
  return {
    order,
    forms: forms.map(({ type, fields, columns }) => ({ type, fields, columns })),
  };
}

/** JSON in which a character is a byte. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Pieces of so many characters are looked for; a reference costs about ten. */
const PIECE = 32;
/** Shorter repetitions are left to gzip, which finds them where they are near. */
const SHORTEST = 120;

/** Finds what has occurred before: the first of each piece that begins at a multiple of its length is remembered. */
function partsOf(text: string): TextParts {
  const parts: (string | readonly [number, number])[] = [];
  const seen = new Map<string, number>();
  let literal = 0;
  let remembered = 0;
  const rememberUpTo = (end: number): void => {
    for (; remembered + PIECE <= end; remembered += PIECE) {
      const piece = text.slice(remembered, remembered + PIECE);
      if (!seen.has(piece)) seen.set(piece, remembered);
    }
  };
  for (let at = 0; at < text.length;) {
    rememberUpTo(at);
    const found = seen.get(text.slice(at, at + PIECE));
    const match = found === undefined ? undefined : widened(text, found, at, literal);
    if (!match || match.end - match.start < SHORTEST) {
      at += 1;
      continue;
    }
    if (match.start > literal) parts.push(text.slice(literal, match.start));
    parts.push([match.from, match.end - match.start]);
    at = literal = match.end;
  }
  if (literal < text.length) parts.push(text.slice(literal));
  return parts;
}

/** The longest piece around `at` that is the same as one around `found` and lies wholly behind that; none of it before `literal`. */
function widened(text: string, found: number, at: number, literal: number) {
  const mostBack = Math.min(at - literal, found, at - found - PIECE);
  let back = 0;
  while (back < mostBack && text[found - back - 1] === text[at - back - 1]) back += 1;
  let length = PIECE;
  while (
    at + length < text.length &&
    found + length < at - back &&
    text[found + length] === text[at + length]
  )
    length += 1;
  return { from: found - back, start: at - back, end: at + length };
}

/** The recording as it is sent. */
export function packed(recording: Recording): PackedRecording {
  const text = asciiJson({ ...recording, log: columnsOf(recording.log) });
  return { length: text.length, parts: partsOf(text) };
}
