import type { CryptoEffect, CryptoKind, CryptoOutcome, CryptoResults } from '../model/crypto.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import { pemBlocks } from '../model/pem.ts';
import type { CertificatePurpose } from './csr/usages.ts';
import type { NodeKubelet } from './node-kubelet.ts';

/** What the kubelet needs cryptography for; handshakes are the transport's. */
export type KubeletPurpose =
  | 'selfSignedKey'
  | 'selfSigned'
  | 'kubeconfigCertificate'
  | 'bootstrapKey'
  | 'rotationKey'
  | 'requestName'
  | 'request'
  | 'foundRequest'
  | 'foundCertificate'
  | 'issuedCertificate'
  | 'storedCertificate'
  /** The last of the renewals that were passed over. */
  | 'resumedKey'
  | 'resumedCertificate';

const SERVING = 'serving.';

/** What an operation was asked for, and for which of the two certificates. */
export function purposeOf(name: string): {
  readonly name: KubeletPurpose;
  readonly purpose: CertificatePurpose;
} {
  return name.startsWith(SERVING)
    ? { name: name.slice(SERVING.length) as KubeletPurpose, purpose: 'serving' }
    : { name: name as KubeletPurpose, purpose: 'client' };
}

/** Asks for one operation; its outcome comes back as `crypto.completed` with the same purpose. */
export function asked(
  kubelet: NodeKubelet,
  fact: Fact,
  name: KubeletPurpose,
  ask: CryptoEffect,
): FactBody {
  const full = kubelet.purpose === 'serving' ? `${SERVING}${name}` : name;
  return {
    type: 'crypto.asked',
    by: kubelet.by,
    effect: `${idAfter(fact, `kubelet-${full}`)}-${kubelet.node}`,
    purpose: { name: full, of: kubelet.memory.run ?? '' },
    ask,
  };
}

/** The result of an operation of `kind`, or undefined where it broke. */
export function resultOf<K extends CryptoKind>(
  outcome: CryptoOutcome,
  kind: K,
): CryptoResults[K] | undefined {
  return outcome.kind === kind ? (outcome.result as CryptoResults[K]) : undefined;
}

/** The certificates of a PEM text, each as a text of its own. */
export function certificatesOf(text: string): readonly string[] {
  return pemBlocks(text)
    .filter(({ type }) => type === 'CERTIFICATE')
    .map(({ start, end }) => `${text.slice(start, end).trimEnd()}\n`);
}
