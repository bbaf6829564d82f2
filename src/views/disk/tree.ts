/** A list of files as a tree that is written down: each folder before what it holds. */
import type { FileNode } from '../../cluster/model/files.ts';
import type { DiskEntry } from './model.ts';

const TYPE_LETTERS = { file: '-', symlink: 'l', directory: 'd' } as const;
const BITS = 'rwxrwxrwx';

/** `-rw-------` as `ls -l` prints a mode of nine bits. */
export function permissions(type: FileNode['type'], mode: number): string {
  const bits = Array.from(BITS, (bit, index) => ((mode >> (8 - index)) & 1 ? bit : '-'));
  return TYPE_LETTERS[type] + bits.join('');
}

const modeOf = (node: FileNode): number => (node.type === 'symlink' ? 0o777 : node.mode);

/** A file as a row; `seq` is that of the fact which wrote it, -1 where none did. */
export function entryOf(path: string, node: FileNode, seq: number): DiskEntry {
  const mode = modeOf(node);
  return {
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    depth: path.split('/').length - 2,
    type: node.type,
    mode: mode.toString(8).padStart(4, '0'),
    permissions: permissions(node.type, mode),
    ...(node.type === 'symlink' ? { target: node.target } : {}),
    ...(node.type === 'file' ? { content: node.content } : {}),
    seq,
  };
}

/** Folders that nobody wrote as such hold what was written: their mode is that of a fresh folder. */
const impliedFolder = (path: string): DiskEntry =>
  entryOf(path, { type: 'directory', mode: 0o755 }, -1);

function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
}

/** Order by parts: a slash counts less than any character, so that a folder stands right before what it holds. */
const sortKey = ({ path }: DiskEntry): string => path.replaceAll('/', '\0');

/** The rows with all folders above them, as a tree that is written down. Rows of folders made before are kept. */
export function treeOf(
  written: readonly DiskEntry[],
  before: readonly DiskEntry[],
): readonly DiskEntry[] {
  const paths = new Set(written.map(({ path }) => path));
  const implied = new Set(written.flatMap(({ path }) => foldersAbove(path)));
  const folders = [...implied]
    .filter((path) => !paths.has(path))
    .map((path) => before.find((row) => row.path === path && row.seq < 0) ?? impliedFolder(path));
  return [...written, ...folders]
    .map((entry) => ({ entry, key: sortKey(entry) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ entry }) => entry);
}
