/** Files of a host, as the kubelet reads and changes them. */
import type { KeyRef } from '../model/crypto.ts';
import type { FactBody } from '../model/facts.ts';
import type { FileNode, PemBlock } from '../model/files.ts';
import type { ComponentId } from '../model/requests.ts';

/** A directory tree by absolute path; a persistent map and a plain `Map` both will do. */
export interface Files {
  get(path: string): FileNode | undefined;
  keys(): Iterable<string>;
}

export type FileChange =
  | { readonly kind: 'write'; readonly path: string; readonly node: FileNode }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string };

/** `a` and `b` with one slash between, as Go's `filepath.Join` does for plain names. */
export const joined = (directory: string, name: string): string =>
  `${directory.replace(/\/+$/, '')}/${name}`;

export const directoryOf = (path: string): string =>
  path.slice(0, Math.max(path.lastIndexOf('/'), 1));

/** What stands at the end of a chain of links; undefined where a link points at nothing. */
export function resolved(files: Files, path: string): FileNode | undefined {
  let node = files.get(path);
  for (let hops = 0; node?.type === 'symlink' && hops < 40; hops += 1) {
    const target: string = node.target.startsWith('/')
      ? node.target
      : joined(directoryOf(path), node.target);
    node = files.get(target);
  }
  return node?.type === 'symlink' ? undefined : node;
}

/** The PEM blocks of a file, following links; undefined where it is absent or no PEM file. */
export function pemBlocksOf(files: Files, path: string): readonly PemBlock[] | undefined {
  const node = resolved(files, path);
  return node?.type === 'file' && node.content.kind === 'pem' ? node.content.blocks : undefined;
}

/** The certificates among blocks, as one PEM text, in their order. */
export function certificatesIn(blocks: readonly PemBlock[]): readonly string[] {
  return blocks.flatMap((block) => ('certificate' in block ? [block.certificate] : []));
}

export function keyIn(blocks: readonly PemBlock[]): KeyRef | undefined {
  return blocks.flatMap((block) => ('privateKey' in block ? [block.privateKey] : []))[0];
}

export const pemFile = (mode: number, blocks: readonly PemBlock[]): FileNode => ({
  type: 'file',
  mode,
  content: { kind: 'pem', blocks },
});

/** A directory is there too where only what stands in it was recorded. */
function hasDirectory(files: Files, path: string): boolean {
  if (files.get(path)) return true;
  for (const known of files.keys()) if (known.startsWith(`${path}/`)) return true;
  return false;
}

/** Makes a directory where there is none (os.MkdirAll; only the last one is recorded). */
export function directoryMade(files: Files, path: string, mode: number): readonly FileChange[] {
  return hasDirectory(files, path)
    ? []
    : [{ kind: 'write', path, node: { type: 'directory', mode } }];
}

/** The facts of changes to the files of `host`. */
export function changeFacts(
  changes: readonly FileChange[],
  by: ComponentId,
  host: string,
): readonly FactBody[] {
  return changes.map((change) => {
    switch (change.kind) {
      case 'write':
        return { type: 'file.written', by, host, path: change.path, node: change.node };
      case 'rename':
        return { type: 'file.renamed', by, host, path: change.path, to: change.to };
      case 'remove':
        return { type: 'file.removed', by, host, path: change.path };
    }
  });
}

/** The tree after changes, for what has to look at it before the facts are written. */
export function changed(files: Files, changes: readonly FileChange[]): Files {
  const tree = new Map<string, FileNode>();
  for (const path of files.keys()) tree.set(path, files.get(path)!);
  for (const change of changes) {
    const node = change.kind === 'write' ? change.node : tree.get(change.path);
    if (change.kind !== 'write') tree.delete(change.path);
    if (change.kind !== 'remove' && node)
      tree.set(change.kind === 'write' ? change.path : change.to, node);
  }
  return tree;
}
