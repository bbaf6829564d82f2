/** Which keys and signatures there are, in the words of WebCrypto and in the OIDs of certificates. */
import type { KeyAlgorithm } from '../cluster/model/crypto.ts';
import type { PublicKey } from '../der/public-key.ts';
import { type Bytes, NULL, oid, sequence } from './encode.ts';

export type Hash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

type Family = 'ECDSA' | 'RSASSA-PKCS1-v1_5' | 'Ed25519';

/** How a signature is made: `hash` is what it hashes with, which Ed25519 settles for itself. */
export interface SignatureScheme {
  readonly family: Family;
  readonly hash: Hash;
  readonly oid: string;
}

/** RFC 5758 section 3.2, RFC 4055 section 5, RFC 8410 section 3. */
const SCHEMES: readonly SignatureScheme[] = [
  { family: 'ECDSA', hash: 'SHA-256', oid: '1.2.840.10045.4.3.2' },
  { family: 'ECDSA', hash: 'SHA-384', oid: '1.2.840.10045.4.3.3' },
  { family: 'ECDSA', hash: 'SHA-512', oid: '1.2.840.10045.4.3.4' },
  { family: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', oid: '1.2.840.113549.1.1.11' },
  { family: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384', oid: '1.2.840.113549.1.1.12' },
  { family: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512', oid: '1.2.840.113549.1.1.13' },
  // SIMPLIFIED: SHA-1 signatures are checked in every release, though Go 1.18 and later refuse them in certificates.
  { family: 'RSASSA-PKCS1-v1_5', hash: 'SHA-1', oid: '1.2.840.113549.1.1.5' },
  { family: 'ECDSA', hash: 'SHA-1', oid: '1.2.840.10045.4.1' },
  { family: 'Ed25519', hash: 'SHA-512', oid: '1.3.101.112' },
];

export const schemeOf = (dotted: string): SignatureScheme | undefined =>
  SCHEMES.find((scheme) => scheme.oid === dotted);

/** AlgorithmIdentifier of a signature: RSA's have NULL parameters, the others none. */
export const encodeScheme = ({ family, oid: dotted }: SignatureScheme): Bytes =>
  family === 'RSASSA-PKCS1-v1_5' ? sequence(oid(dotted), NULL) : sequence(oid(dotted));

interface KeyKind {
  readonly family: Family;
  /** Size of the curve or of the modulus. */
  readonly bits: number;
}

export const KEY_KINDS: Readonly<Record<KeyAlgorithm, KeyKind>> = {
  'ecdsa-p256': { family: 'ECDSA', bits: 256 },
  'ecdsa-p384': { family: 'ECDSA', bits: 384 },
  'ecdsa-p521': { family: 'ECDSA', bits: 521 },
  'rsa-2048': { family: 'RSASSA-PKCS1-v1_5', bits: 2048 },
  'rsa-3072': { family: 'RSASSA-PKCS1-v1_5', bits: 3072 },
  'rsa-4096': { family: 'RSASSA-PKCS1-v1_5', bits: 4096 },
  ed25519: { family: 'Ed25519', bits: 256 },
};

/** What WebCrypto needs to know to import a key of this kind; an RSA key is bound to one hash. */
export function importParams({ family, bits }: KeyKind, hash: Hash) {
  switch (family) {
    case 'ECDSA':
      return { name: family, namedCurve: `P-${bits}` };
    case 'RSASSA-PKCS1-v1_5':
      return { name: family, hash };
    case 'Ed25519':
      return { name: family };
  }
}

/** What WebCrypto needs to know to make such a key. */
export function generationParams(kind: KeyKind) {
  const params = importParams(kind, 'SHA-256');
  const publicExponent = Uint8Array.of(1, 0, 1);
  return kind.family === 'RSASSA-PKCS1-v1_5'
    ? { ...params, modulusLength: kind.bits, publicExponent }
    : params;
}

export function kindOfPublicKey(key: PublicKey): KeyKind | undefined {
  switch (key.kind) {
    case 'ec':
      return { family: 'ECDSA', bits: key.bits };
    case 'rsa':
      return { family: 'RSASSA-PKCS1-v1_5', bits: key.bits };
    case 'ed25519':
      return { family: 'Ed25519', bits: 256 };
    case 'other':
      return undefined;
  }
}

/** The model's name of a key, or `other` for a size or a kind that has none. */
export function algorithmOf(key: PublicKey): KeyAlgorithm | 'other' {
  const kind = kindOfPublicKey(key);
  const names = Object.keys(KEY_KINDS) as KeyAlgorithm[];
  const same = (name: KeyAlgorithm) =>
    KEY_KINDS[name].family === kind?.family && KEY_KINDS[name].bits === kind.bits;
  return names.find(same) ?? 'other';
}

/**
 * How the hash follows from the key: `goDefault` is SHA-256 for every RSA key (golang/go src/crypto/x509/x509.go,
 * signingParamsForKey); `byKeySize` takes SHA-384 from 3072 bits and SHA-512 from 4096 bits on (cfssl signer/signer.go,
 * DefaultSigAlgo, and client-go util/cert/csr.go, sigType). Both take the curve's size for ECDSA.
 */
export type HashRule = 'goDefault' | 'byKeySize';

function hashFor({ family, bits }: KeyKind, rule: HashRule): Hash {
  if (family === 'ECDSA') return bits > 384 ? 'SHA-512' : bits > 256 ? 'SHA-384' : 'SHA-256';
  if (family === 'Ed25519') return 'SHA-512';
  if (rule === 'goDefault' || bits < 3072) return 'SHA-256';
  return bits < 4096 ? 'SHA-384' : 'SHA-512';
}

/** The scheme with which a key signs certificates and requests. */
export function schemeFor(algorithm: KeyAlgorithm, rule: HashRule): SignatureScheme {
  const kind = KEY_KINDS[algorithm];
  const hash = hashFor(kind, rule);
  const scheme = SCHEMES.find(
    (candidate) => candidate.family === kind.family && candidate.hash === hash,
  );
  if (!scheme) throw new TypeError(`no signature scheme for ${algorithm}`);
  return scheme;
}
