import { fields, tagged } from './fields.ts';
import { longName } from './object-names.ts';
import type { PublicKeyField } from './structure.ts';
import { parseDer, TAG } from './tlv.ts';
import { bitsOf, integerOf, malformed, oidOf } from './values.ts';

/** What a SubjectPublicKeyInfo holds, as far as Kubernetes knows such keys; everything else is `other`. */
export type PublicKey =
  /** The uncompressed point; `curve` is OpenSSL's name for it. */
  | {
      readonly kind: 'ec';
      readonly bits: 256 | 384 | 521;
      readonly curve: string;
      readonly octets: Uint8Array;
    }
  /** `octets` of the modulus as written, with the zero that keeps it positive. */
  | {
      readonly kind: 'rsa';
      readonly bits: number;
      readonly octets: Uint8Array;
      readonly exponent: bigint;
    }
  | { readonly kind: 'ed25519'; readonly octets: Uint8Array }
  | { readonly kind: 'other' };

const CURVES = new Map<string, 256 | 384 | 521>([
  ['prime256v1', 256],
  ['secp384r1', 384],
  ['secp521r1', 521],
]);

function rsaKey({ key }: PublicKeyField): PublicKey {
  key.inside = tagged(parseDer(key.bytes, key.content + 1, key.end), TAG.sequence, 'RSAPublicKey');
  const { take, done } = fields(key.inside);
  const modulus = take(TAG.integer, 'modulus');
  const exponent = integerOf(take(TAG.integer, 'publicExponent'));
  done();
  const size = integerOf(modulus);
  if (size <= 0n) throw malformed(modulus);
  const octets = modulus.bytes.subarray(modulus.content, modulus.end);
  return { kind: 'rsa', bits: size.toString(2).length, octets, exponent };
}

function ecKey({ algorithm, key }: PublicKeyField): PublicKey {
  const { parameters } = algorithm;
  const curve = parameters?.tag === TAG.objectIdentifier ? longName(oidOf(parameters)) : '';
  const bits = CURVES.get(curve);
  const octets = bitsOf(key);
  // SIMPLIFIED: a point in compressed form is not decoded; neither Go nor WebCrypto writes one into a certificate.
  const known =
    bits !== undefined && octets[0] === 4 && octets.length === 1 + 2 * Math.ceil(bits / 8);
  return known ? { kind: 'ec', bits, curve, octets } : { kind: 'other' };
}

/** Looks into a SubjectPublicKeyInfo. Throws `DerError` where the key inside is malformed. */
export function publicKeyOf(field: PublicKeyField): PublicKey {
  switch (longName(field.algorithm.oid)) {
    case 'id-ecPublicKey':
      return ecKey(field);
    case 'rsaEncryption':
      return rsaKey(field);
    case 'ED25519':
      return { kind: 'ed25519', octets: bitsOf(field.key) };
    default:
      return { kind: 'other' };
  }
}
