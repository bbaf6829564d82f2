import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface Simplification {
  /** File of the project that does it. */
  readonly path: string;
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

/** The sentences of the `SIMPLIFIED:` comments of a text, in order, each with its lines joined. */
export function simplificationsOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const first = start.exec(line)?.[1];
    return first === undefined ? [] : [paragraph(lines.slice(index + 1), first)];
  });
}

/** All of a folder, by path. What the lab leaves out or does otherwise is said where it is done, and read from there. */
export async function simplificationsBelow(folder: string): Promise<Simplification[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
  const found = await Promise.all(
    files.toSorted().map(async (file) => {
      const path = join(folder, file).replaceAll('\\', '/');
      const sentences = simplificationsOf(await readFile(path, 'utf8'));
      return sentences.map((sentence) => ({ path, sentence }));
    }),
  );
  return found.flat();
}
