/** A list of files as a tree that is written down: each folder before what it holds. */
import type { FileNode } from '../../cluster/model/files.ts';
import type { DiskEntry, DiskFile } from './model.ts';

const TYPE_LETTERS = { file: '-', symlink: 'l', directory: 'd' } as const;
const BITS = 'rwxrwxrwx';

/** `-rw-------` as `ls -l` prints a mode of nine bits. */
export function permissions(type: FileNode['type'], mode: number): string {
  const bits = Array.from(BITS, (bit, index) => ((mode >> (8 - index)) & 1 ? bit : '-'));
  return TYPE_LETTERS[type] + bits.join('');
}

/** Folders that nobody wrote as such hold what was written: their mode is that of a fresh folder. */
const IMPLIED: FileNode = { type: 'directory', mode: 0o755 };

const modeOf = (node: FileNode): number => (node.type === 'symlink' ? 0o777 : node.mode);

function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
}

function entryOf({ path, node, seq }: DiskFile): DiskEntry {
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

/** By code points, part by part, so that a folder stands right before what it holds. */
function byPath(a: DiskFile, b: DiskFile): number {
  const [left, right] = [a.path.split('/'), b.path.split('/')];
  const differs = left.findIndex((part, index) => part !== right[index]);
  const [first, second] = [left[differs], right[differs]];
  if (first === undefined || second === undefined) return left.length - right.length;
  return first < second ? -1 : 1;
}

export function treeOf(files: readonly DiskFile[]): readonly DiskEntry[] {
  const written = new Set(files.map(({ path }) => path));
  const implied = new Set(files.flatMap(({ path }) => foldersAbove(path)));
  const folders = [...implied]
    .filter((path) => !written.has(path))
    .map((path) => ({ path, node: IMPLIED, seq: -1 }));
  return [...files, ...folders].sort(byPath).map(entryOf);
}
