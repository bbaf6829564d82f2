/** The switch of `<prefix>-current.pem` to a new pair (client-go util/certificate/certificate_store.go, updateSymlink and recover). */
import { absoluteSymlink } from '../../../releases/kubelet-files.ts';
import type { Release } from '../../../releases/release.ts';
import { goQuoted } from '../../model/go-text.ts';
import { joined, type FileChange, type Files } from '../files.ts';
import { currentName, updatedName } from './names.ts';

export type FileResult =
  | { readonly ok: true; readonly changes: readonly FileChange[] }
  | { readonly ok: false; readonly error: string };

const notALink = (path: string): FileResult => ({
  ok: false,
  error: `expected ${goQuoted(path)} to be a symlink but it is a file`,
});

/**
 * Points `<prefix>-current.pem` at `target`: a new link beside it, the old one away, the new one renamed. There is a
 * moment without a current pair; `recovered` mends what a crash in that moment leaves.
 */
export function symlinkUpdated(
  files: Files,
  directory: string,
  prefix: string,
  target: string,
  release: Release,
): FileResult {
  const current = joined(directory, currentName(prefix));
  const updated = joined(directory, updatedName(prefix));
  const presentCurrent = files.get(current);
  const presentUpdated = files.get(updated);
  if (presentCurrent && presentCurrent.type !== 'symlink') return notALink(current);
  if (presentUpdated && presentUpdated.type !== 'symlink') return notALink(updated);
  if (!files.get(target)) {
    return {
      ok: false,
      error: `file ${goQuoted(target)} does not exist so it can not be used as the currently selected cert/key`,
    };
  }
  return {
    ok: true,
    changes: [
      ...(presentUpdated ? [{ kind: 'remove', path: updated } as const] : []),
      {
        kind: 'write',
        path: updated,
        node: { type: 'symlink', target: linkTarget(target, release) },
      },
      ...(presentCurrent ? [{ kind: 'remove', path: current } as const] : []),
      { kind: 'rename', path: updated, to: current },
    ],
  };
}

/** Up to 1.8 the path stands in the link as --cert-dir gave it; a relative one then leads nowhere. */
const linkTarget = (target: string, release: Release): string =>
  absoluteSymlink.at(release) && !target.startsWith('/') ? joined('/', target) : target;

/** What opening a store puts right: a left-over `-updated.pem` becomes the current one where there is none. */
export function recovered(files: Files, directory: string, prefix: string): FileResult {
  const current = joined(directory, currentName(prefix));
  const updated = joined(directory, updatedName(prefix));
  const left = files.get(updated);
  if (files.get(current) || !left) return { ok: true, changes: [] };
  if (left.type !== 'symlink') return notALink(updated);
  return { ok: true, changes: [{ kind: 'rename', path: updated, to: current }] };
}
