/**
 * How a recording travels. A log says the same certificates, names and objects again and again, further apart than gzip looks
 * back (32 kB); so facts of one form stand in columns, and a text that occurred before is named by its place.
 */
import type { Log } from '../cluster/model/facts.ts';
import type { Recording } from './recording.ts';

/** A text in parts: as it stands, or `[from, length]`: a piece of what has come before, in ASCII characters. */
export type TextParts = readonly (string | readonly [from: number, length: number])[];

/** In a column: the cause of this fact has the same value in this field. */
export const AS_ITS_CAUSE = '^';
/** In a column: the same value as in the row above. */
export const AS_ABOVE = '<';

/** Facts of one type with the same fields: one column for each field, from the first such fact to the last. */
export interface FactColumns {
  readonly type: string;
  readonly fields: readonly string[];
  readonly columns: unknown[][];
}

/** A log in columns. Positions are left out, times stand as differences, causes as distances. */
export interface LogColumns {
  /** Which of the forms each fact has, in the order of the log. */
  readonly order: readonly number[];
  readonly forms: readonly FactColumns[];
}

export interface PackedRecording {
  /** Characters of the whole text. */
  readonly length: number;
  readonly parts: TextParts;
}

function textOf({ length, parts }: PackedRecording): string {
  const bytes = new Uint8Array(length);
  const encoder = new TextEncoder();
  let end = 0;
  for (const part of parts) {
    if (typeof part === 'string') end += encoder.encodeInto(part, bytes.subarray(end)).written;
    else {
      const [from, count] = part;
      bytes.copyWithin(end, from, from + count);
      end += count;
    }
  }
  return new TextDecoder().decode(bytes);
}

function factsOf({ order, forms }: LogColumns): Log {
  const rows = forms.map(() => 0);
  const facts: Record<string, unknown>[] = [];
  let at = 0;
  order.forEach((form, seq) => {
    const { type, fields, columns } = forms[form]!;
    const row = rows[form]!++;
    const fact: Record<string, unknown> = { type, seq };
    const cause = columns[fields.indexOf('cause')]?.[row];
    if (typeof cause === 'number') fact['cause'] = seq - cause;
    fields.forEach((field, index) => {
      const column = columns[index]!;
      if (field === 'cause') return;
      if (column[row] === AS_ABOVE) column[row] = column[row - 1];
      else if (column[row] === AS_ITS_CAUSE) column[row] = facts[fact['cause'] as number]![field];
      fact[field] = column[row];
    });
    fact['at'] = at += fact['at'] as number;
    facts.push(fact);
  });
  return facts as unknown as Log;
}

/**
 * The recording that was packed.
 * @throws Error where the parts make no such text
 */
export function unpacked(packed: PackedRecording): Recording {
  const { log, ...rest } = JSON.parse(textOf(packed)) as Omit<Recording, 'log'> & {
    log: LogColumns;
  };
  return { ...rest, log: factsOf(log) };
}
