/** A certificate and its key in one file (client-go util/certificate/certificate_store.go, loadFile, loadCertKeyBlocks). */
import { pairFileOrder } from '../../../releases/kubelet-files.ts';
import type { Release } from '../../../releases/release.ts';
import type { KeyRef } from '../../model/crypto.ts';
import type { PemBlock } from '../../model/files.ts';
import { goQuoted } from '../../model/go-text.ts';
import { certificatesIn, keyIn, pemBlocksOf, resolved, type Files } from '../files.ts';

export interface Pair {
  /** PEM texts, leaf first. */
  readonly chain: readonly string[];
  readonly key: KeyRef;
}

export type PairResult =
  { readonly ok: true; readonly pair: Pair } | { readonly ok: false; readonly error: string };

/** Reads `file` back, as the release demands the order of its blocks. */
export function pairLoaded(files: Files, file: string, release: Release): PairResult {
  const path = goQuoted(file);
  const failed = (error: string): PairResult => ({ ok: false, error });
  if (!resolved(files, file))
    return failed(
      `could not load cert/key pair from ${path}: open ${file}: no such file or directory`,
    );
  const blocks = pemBlocksOf(files, file) ?? [];
  if (pairFileOrder.at(release) === 'certificateThenKey') return inOrder(blocks, path);
  return pairFrom(
    blocks,
    blocks,
    (error) => `could not convert data from ${path} into cert/key pair: ${error}`,
  );
}

/** Up to 1.12 the first block must be the certificate and the second the key; what follows is not looked at. */
function inOrder(blocks: readonly PemBlock[], path: string): PairResult {
  const [first, second] = blocks;
  if (!first)
    return {
      ok: false,
      error: `could not decode the first block from ${path} from expected PEM format`,
    };
  if (!second)
    return {
      ok: false,
      error: `could not decode the second block from ${path} from expected PEM format`,
    };
  return pairFrom(
    [first],
    [second],
    (error) => `could not convert data from ${path} into cert/key pair: ${error}`,
  );
}

/** What Go's `tls.X509KeyPair` makes of the two files' blocks, but for the comparison of the keys. */
export function pairFrom(
  certificates: readonly PemBlock[],
  keys: readonly PemBlock[],
  error: (cause: string) => string,
): PairResult {
  const chain = certificatesIn(certificates);
  const key = keyIn(keys);
  if (chain.length === 0)
    return { ok: false, error: error('tls: failed to find any PEM data in certificate input') };
  if (key === undefined)
    return { ok: false, error: error('tls: failed to find any PEM data in key input') };
  return { ok: true, pair: { chain, key } };
}
