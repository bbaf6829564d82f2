/** Comma-separated values as Go's encoding/csv reads them with FieldsPerRecord = -1 and without LazyQuotes. */

export type CsvResult =
  | { readonly ok: true; readonly records: readonly (readonly string[])[] }
  | { readonly ok: false; readonly error: string };

class CsvError extends Error {}

interface Cursor {
  readonly text: string;
  position: number;
  line: number;
}

function fail(cursor: Cursor, start: number, what: string): never {
  const column = cursor.position - cursor.text.lastIndexOf('\n', Math.max(0, cursor.position - 1));
  const where =
    start === cursor.line
      ? `parse error on line ${cursor.line}`
      : `record on line ${start}; parse error on line ${cursor.line}`;
  throw new CsvError(`${where}, column ${column}: ${what}`);
}

const atEnd = (cursor: Cursor): boolean => cursor.position >= cursor.text.length;
const peek = (cursor: Cursor): string => cursor.text.charAt(cursor.position);

/** Reads up to the closing quote; `""` stands for one quote, and a field may run over lines. */
function quotedField(cursor: Cursor, start: number): string {
  let value = '';
  cursor.position += 1;
  for (;;) {
    if (atEnd(cursor)) fail(cursor, start, 'extraneous or missing " in quoted-field');
    const character = peek(cursor);
    cursor.position += 1;
    if (character === '\n') cursor.line += 1;
    if (character !== '"') {
      value += character;
      continue;
    }
    if (peek(cursor) === '"') {
      value += '"';
      cursor.position += 1;
      continue;
    }
    if (!atEnd(cursor) && peek(cursor) !== ',' && peek(cursor) !== '\n')
      fail(cursor, start, 'extraneous or missing " in quoted-field');
    return value;
  }
}

function bareField(cursor: Cursor, start: number): string {
  const from = cursor.position;
  while (!atEnd(cursor) && peek(cursor) !== ',' && peek(cursor) !== '\n') {
    if (peek(cursor) === '"') fail(cursor, start, 'bare " in non-quoted-field');
    cursor.position += 1;
  }
  return cursor.text.slice(from, cursor.position);
}

function record(cursor: Cursor): readonly string[] {
  const start = cursor.line;
  const fields: string[] = [];
  for (;;) {
    fields.push(peek(cursor) === '"' ? quotedField(cursor, start) : bareField(cursor, start));
    if (atEnd(cursor)) return fields;
    const separator = peek(cursor);
    cursor.position += 1;
    if (separator === '\n') {
      cursor.line += 1;
      return fields;
    }
  }
}

/** All records of a text; empty lines are skipped, `\r\n` counts as `\n`. */
export function parseCsv(text: string): CsvResult {
  const cursor: Cursor = { text: text.replace(/\r\n/g, '\n'), position: 0, line: 1 };
  const records: (readonly string[])[] = [];
  try {
    while (!atEnd(cursor)) {
      if (peek(cursor) === '\n') {
        cursor.position += 1;
        cursor.line += 1;
        continue;
      }
      records.push(record(cursor));
    }
    return { ok: true, records };
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, error: error.message };
    throw error;
  }
}
