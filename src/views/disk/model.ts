/** The files of each host. */
import type { FileContent } from '../../cluster/model/files.ts';

export interface DiskEntry {
  /** Absolute path. */
  readonly path: string;
  readonly name: string;
  /** Folders above it. */
  readonly depth: number;
  readonly type: 'file' | 'symlink' | 'directory';
  /** `0600`; symlinks have 0777 as Linux shows them. */
  readonly mode: string;
  /** `-rw-------` as `ls -l` prints it. */
  readonly permissions: string;
  readonly target?: string;
  readonly content?: FileContent;
  /** `seq` of the fact that wrote it last; -1 for a folder that only holds others. */
  readonly seq: number;
}

export interface DiskHost {
  readonly name: string;
  /** What was written, in the order of writing. */
  readonly written: readonly DiskEntry[];
  /** As a tree that is written down: each folder before what it holds, names in order. */
  readonly entries: readonly DiskEntry[];
}

export interface DiskView {
  readonly hosts: readonly DiskHost[];
}

/** A file as printed: text, and gaps where a private key stands. */
export type PrintedBlock =
  | { readonly kind: 'text'; readonly text: string }
  /** The key ring of a live session may fill it; a recording has no key. */
  | {
      readonly kind: 'privateKey';
      readonly key: string;
      readonly label: string;
      readonly encoding: 'pem' | 'base64';
    };
