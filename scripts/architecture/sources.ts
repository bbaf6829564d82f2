import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SourceFile {
  /** From the root that was walked, with `/`. */
  readonly path: string;
  readonly text: string;
}

const skipped = new Set([
  'node_modules',
  'dist',
  '.git',
  '.astro',
  '.cache',
  'coverage',
  'test-results',
]);

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return walk(root, path);
      return entry.isFile() ? [path] : [];
    })
    .toSorted();
}

/** The files below `root` whose path matches, read as text. */
export const sourceFiles = (root: string, matches: RegExp): SourceFile[] =>
  walk(root, '')
    .filter((path) => matches.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
