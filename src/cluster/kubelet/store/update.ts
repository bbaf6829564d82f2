/** A new pair for a store (client-go util/certificate/certificate_store.go, Update). */
import { storedCertificates } from '../../../releases/kubelet-files.ts';
import type { Release } from '../../../releases/release.ts';
import type { CertificateDetails, KeyRef } from '../../model/crypto.ts';
import type { PemBlock } from '../../model/files.ts';
import type { Instant } from '../../model/instant.ts';
import { changed, directoryMade, joined, pemFile, type FileChange, type Files } from '../files.ts';
import { DIRECTORY_MODE, PAIR_MODE, pairName } from './names.ts';
import { KEY_MISMATCH, notConverted } from './pair-file.ts';
import { symlinkUpdated } from './symlink.ts';

export interface NewPair {
  /** PEM texts as issued, leaf first; empty where what was issued holds no certificate. */
  readonly certificates: readonly string[];
  readonly leaf: CertificateDetails | undefined;
  readonly key: KeyRef;
  /** SubjectPublicKeyInfo of the key, hex: the leaf must hold the same. Undefined where only the private half is known. */
  readonly keySpki: string | undefined;
}

export interface Updated {
  /** What was written, also where it ends in an error: the new file stays behind then. */
  readonly changes: readonly FileChange[];
  readonly error?: string;
}

/**
 * Writes `<prefix>-<time>.pem`, certificate before key, checks that the two belong together, and switches the link.
 * @param local what the host's clock shows
 */
export function storeUpdated(
  files: Files,
  store: { readonly directory: string; readonly prefix: string },
  pair: NewPair,
  local: Instant,
  release: Release,
): Updated {
  const path = joined(store.directory, pairName(store.prefix, local));
  const made = directoryMade(files, store.directory, DIRECTORY_MODE);
  if (pair.certificates.length === 0) {
    return {
      changes: [...made, { kind: 'write', path, node: pemFile(PAIR_MODE, []) }],
      error: 'invalid certificate data',
    };
  }
  const written: readonly FileChange[] = [
    ...made,
    { kind: 'write', path, node: pemFile(PAIR_MODE, blocksOf(pair, release)) },
  ];
  if (pair.keySpki !== undefined && pair.leaf?.publicKey.spki !== pair.keySpki) {
    return {
      changes: written,
      error: notConverted(path, KEY_MISMATCH),
    };
  }
  const switched = symlinkUpdated(
    changed(files, written),
    store.directory,
    store.prefix,
    path,
    release,
  );
  return switched.ok
    ? { changes: [...written, ...switched.changes] }
    : { changes: written, error: switched.error };
}

/** Up to 1.17 only the first certificate is kept: intermediates are lost. */
function blocksOf(pair: NewPair, release: Release): readonly PemBlock[] {
  const kept =
    storedCertificates.at(release) === 'all' ? pair.certificates : pair.certificates.slice(0, 1);
  return [
    ...kept.map((certificate) => ({ certificate })),
    { privateKey: pair.key, label: 'EC PRIVATE KEY' },
  ];
}
