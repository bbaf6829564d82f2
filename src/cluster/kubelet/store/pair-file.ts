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
  if (pairFileOrder.at(release) === 'certificateThenKey') return inOrder(blocks, file);
  return pairFrom(blocks, blocks, (error) => notConverted(file, error));
}

export const notConverted = (file: string, error: string): string =>
  `could not convert data from ${goQuoted(file)} into cert/key pair: ${error}`;

/** Up to 1.12 the first block must be the certificate and the second the key; what follows is not looked at. */
function inOrder(blocks: readonly PemBlock[], file: string): PairResult {
  const path = goQuoted(file);
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
  return pairFrom([first], [second], (error) => notConverted(file, error));
}

const NO_CERTIFICATE = 'tls: failed to find any PEM data in certificate input';
const SWITCHED =
  'tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched';
const NO_KEY = 'tls: failed to find any PEM data in key input';
const CERTIFICATE_FOR_KEY =
  'tls: found a certificate rather than a key in the PEM for the private key';

export const KEY_MISMATCH = 'tls: private key does not match public key';

/** What Go's `tls.X509KeyPair` makes of the two files' blocks, but for the mismatch, which takes reading them. */
export function pairFrom(
  certificates: readonly PemBlock[],
  keys: readonly PemBlock[],
  error: (cause: string) => string,
): PairResult {
  const chain = certificatesIn(certificates);
  const key = keyIn(keys);
  if (chain.length === 0)
    return { ok: false, error: error(certificates.length === 1 ? SWITCHED : NO_CERTIFICATE) };
  if (key === undefined)
    return { ok: false, error: error(keys.length === 1 ? CERTIFICATE_FOR_KEY : NO_KEY) };
  return { ok: true, pair: { chain, key } };
}
