/** Signatures in the form that certificates carry: ECDSA's as DER, where WebCrypto has r and s side by side. */
import { attempt } from '../der/der-error.ts';
import { fields, tagged } from '../der/fields.ts';
import type { PublicKey } from '../der/public-key.ts';
import { contentOf, parseDer, TAG } from '../der/tlv.ts';
import { integerOf } from '../der/values.ts';
import { importParams, kindOfPublicKey, type SignatureScheme } from './algorithms.ts';
import { type Bytes, sequence, unsigned } from './encode.ts';

/** ECDSA-Sig-Value (RFC 3279 section 2.2.3) from r and s side by side. */
const ecdsaToDer = (raw: Uint8Array): Bytes =>
  sequence(unsigned(raw.subarray(0, raw.length / 2)), unsigned(raw.subarray(raw.length / 2)));

/** r and s side by side, each of `size` octets; `undefined` where the bytes are no such signature. */
function ecdsaFromDer(signature: Uint8Array, size: number): Bytes | undefined {
  return attempt(() => {
    const { take, done } = fields(tagged(parseDer(signature), TAG.sequence));
    const numbers = [take(TAG.integer, 'r'), take(TAG.integer, 's')];
    done();
    const raw = new Uint8Array(2 * size);
    for (const [place, number] of numbers.entries()) {
      const octets = contentOf(number);
      const digits = octets[0] === 0 ? octets.subarray(1) : octets;
      if (integerOf(number) <= 0n || digits.length > size) return undefined;
      raw.set(digits, (place + 1) * size - digits.length);
    }
    return raw;
  });
}

/** Signs with a private key that is bound to the scheme's hash. */
export async function signBytes(
  crypto: Crypto,
  key: CryptoKey,
  scheme: SignatureScheme,
  data: Bytes,
): Promise<Bytes> {
  const params = { name: scheme.family, hash: scheme.hash };
  const signature = new Uint8Array(await crypto.subtle.sign(params, key, data));
  return scheme.family === 'ECDSA' ? ecdsaToDer(signature) : signature;
}

/**
 * Whether a signature verifies. A key that the scheme does not fit, or that WebCrypto refuses (a point off the curve, a
 * size that it does not know), verifies nothing; that is an answer, not an error.
 *
 * @param spki DER SubjectPublicKeyInfo of `publicKey`
 */
export async function verifyBytes(
  crypto: Crypto,
  { spki, publicKey }: { readonly spki: Uint8Array; readonly publicKey: PublicKey },
  scheme: SignatureScheme | undefined,
  signature: Uint8Array,
  data: Uint8Array,
): Promise<boolean> {
  const kind = kindOfPublicKey(publicKey);
  if (!scheme || kind?.family !== scheme.family) return false;
  const ecdsa = scheme.family === 'ECDSA';
  const raw = ecdsa ? ecdsaFromDer(signature, Math.ceil(kind.bits / 8)) : signature.slice();
  if (!raw) return false;
  try {
    const params = importParams(kind, scheme.hash);
    const key = await crypto.subtle.importKey('spki', spki.slice(), params, false, ['verify']);
    return await crypto.subtle.verify(
      { name: scheme.family, hash: scheme.hash },
      key,
      raw,
      data.slice(),
    );
  } catch {
    return false;
  }
}
