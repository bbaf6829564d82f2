import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface Simplification {
  /** File of the project that does it. */
  readonly path: string;
  /** Where in the file it says so, counted from 1. */
  readonly line: number;
  readonly sentence: string;
}

const start = /(?:\/\/|\/?\*+)\s*SIMPLIFIED:\s*(.*)$/;
const further = /^\s*(?:\/\/|\*(?!\/))\s?(.*)$/;
const endOfComment = /\s*\*\/\s*$/;

/** The comment's lines from `SIMPLIFIED:` to the end of its paragraph. */
function paragraph(lines: readonly string[], first: string): string {
  const words = [first.replace(endOfComment, '')];
  if (endOfComment.test(first)) return words.join(' ').trim();
  for (const line of lines) {
    const text = further.exec(line)?.[1];
    if (text === undefined || text.trim() === '' || /^(@|SIMPLIFIED:)/.test(text)) break;
    words.push(text.replace(endOfComment, '').trim());
    if (endOfComment.test(text)) break;
  }
  return words.join(' ').trim();
}

/** The `SIMPLIFIED:` comments of a text, in order, each with its lines joined. */
function found(text: string): Omit<Simplification, 'path'>[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const first = start.exec(line)?.[1];
    if (first === undefined) return [];
    return [{ line: index + 1, sentence: paragraph(lines.slice(index + 1), first) }];
  });
}

/** The sentences of the `SIMPLIFIED:` comments of a text, in order. */
export const simplificationsOf = (text: string): string[] =>
  found(text).map(({ sentence }) => sentence);

/** All of a folder, by path. What the lab leaves out or does otherwise is said where it is done, and read from there. */
export async function simplificationsBelow(folder: string): Promise<Simplification[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
  const all = await Promise.all(
    files.toSorted().map(async (file) => {
      const path = join(folder, file).replaceAll('\\', '/');
      return found(await readFile(path, 'utf8')).map((one) => ({ path, ...one }));
    }),
  );
  return all.flat();
}
