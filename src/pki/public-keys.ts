import type { PublicKeyDetails } from '../cluster/model/crypto.ts';
import { fromHex, toHex } from '../cluster/model/base64.ts';
import { type PublicKey, publicKeyOf } from '../der/public-key.ts';
import { type PublicKeyField, publicKeyFields } from '../der/structure.ts';
import { octetsOf } from '../der/tlv.ts';
import { bitsOf } from '../der/values.ts';
import { algorithmOf, type Hash } from './algorithms.ts';

/** A public key as bytes, taken apart, and in the model's words. */
export interface ReadKey {
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  readonly publicKey: PublicKey;
  readonly details: PublicKeyDetails;
}

/** Throws `DerError` where the key inside is malformed. */
export function readPublicKey(field: PublicKeyField): ReadKey {
  const spki = octetsOf(field.element);
  const publicKey = publicKeyOf(field);
  return { spki, publicKey, details: { algorithm: algorithmOf(publicKey), spki: toHex(spki) } };
}

/** The SubjectPublicKeyInfo of a hex text. Throws `TypeError` or `DerError` where it is none. */
export function publicKeyFromHex(hex: string): PublicKeyField {
  const bytes = fromHex(hex);
  if (!bytes) throw new TypeError('the public key is no hex text');
  return publicKeyFields(bytes);
}

export const digest = async (crypto: Crypto, hash: Hash, data: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest(hash, data.slice()));

/**
 * The identifier of a key: the first 20 bytes of a hash over the BIT STRING's octets. SHA-1, of which 20 is all, is
 * method 1 of RFC 5280 section 4.2.1.2; Go 1.25 and later take SHA-256 (RFC 7093 section 2, method 1).
 */
export const keyIdentifier = async (
  crypto: Crypto,
  field: PublicKeyField,
  hash: 'sha1' | 'sha256',
): Promise<Uint8Array> => {
  const octets = await digest(crypto, hash === 'sha1' ? 'SHA-1' : 'SHA-256', bitsOf(field.key));
  return octets.subarray(0, 20);
};
