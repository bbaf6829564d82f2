import type { KeyAlgorithm, KeyRef, PublicKeyDetails } from '../cluster/model/crypto.ts';
import { toHex } from '../cluster/model/base64.ts';
import { publicKeyOf } from '../der/public-key.ts';
import { publicKeyFields } from '../der/structure.ts';
import {
  algorithmOf,
  generationParams,
  type Hash,
  importParams,
  KEY_KINDS,
  type SignatureScheme,
} from './algorithms.ts';
import type { Bytes } from './encode.ts';
import { pkcs8FromPem, privateKeyPem } from './private-keys.ts';
import { signBytes } from './signatures.ts';

/** A private key in memory, with the public half in the form that certificates carry. */
export interface RingKey {
  readonly algorithm: KeyAlgorithm;
  readonly privateKey: CryptoKey;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Bytes;
}

const detailsOf = ({ algorithm, spki }: RingKey): PublicKeyDetails => ({
  algorithm,
  spki: toHex(spki),
});

export const generated = async (crypto: Crypto, algorithm: KeyAlgorithm): Promise<RingKey> => {
  const params = generationParams(KEY_KINDS[algorithm]);
  const pair = (await crypto.subtle.generateKey(params, true, ['sign', 'verify'])) as CryptoKeyPair;
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  return { algorithm, privateKey: pair.privateKey, spki };
};

/** The key, bound to another hash where it is an RSA key that is bound to a different one. */
async function boundTo(
  crypto: Crypto,
  { algorithm, privateKey }: RingKey,
  hash: Hash,
): Promise<CryptoKey> {
  const kind = KEY_KINDS[algorithm];
  if (kind.family !== 'RSASSA-PKCS1-v1_5' || hash === 'SHA-256') return privateKey;
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', privateKey);
  return await crypto.subtle.importKey('pkcs8', pkcs8, importParams(kind, hash), true, ['sign']);
}

/** Signs with a key under a scheme; an ECDSA signature comes in DER. */
export const signWith = async (
  crypto: Crypto,
  key: RingKey,
  scheme: SignatureScheme,
  data: Bytes,
): Promise<Bytes> => signBytes(crypto, await boundTo(crypto, key, scheme.hash), scheme, data);

/** All private keys of a session. They live in memory only and leave it by `pem`, for the view of a disk. */
export class KeyRing {
  private readonly crypto: Crypto;
  private readonly keys = new Map<KeyRef, Promise<RingKey>>();

  constructor(crypto: Crypto) {
    this.crypto = crypto;
  }

  /** Rejects where the ring has no such key. */
  async get(ref: KeyRef): Promise<RingKey> {
    const key = await this.keys.get(ref);
    if (!key) throw new Error(`there is no key "${ref}"`);
    return key;
  }

  /**
   * A new key under `ref`. A `KeyRef` names one key for as long as the ring lives: branches of a log share the ring, so
   * that a second call for the same key gives the first one back.
   */
  async generate(ref: KeyRef, algorithm: KeyAlgorithm): Promise<PublicKeyDetails> {
    const made = this.keys.get(ref) ?? generated(this.crypto, algorithm);
    this.keys.set(ref, made);
    const key = await made;
    if (key.algorithm !== algorithm) {
      throw new Error(`the key "${ref}" is there already, with algorithm ${key.algorithm}`);
    }
    return detailsOf(key);
  }

  /** Takes in a key from a PEM text: SEC 1, PKCS#1 or PKCS#8. Rejects where there is none, or of an unknown kind. */
  async adopt(ref: KeyRef, pem: string): Promise<PublicKeyDetails> {
    const pkcs8 = pkcs8FromPem(pem);
    if (!pkcs8) throw new Error('the text holds no private key');
    for (const algorithm of Object.keys(KEY_KINDS) as KeyAlgorithm[]) {
      const key = await adopted(this.crypto, pkcs8, algorithm);
      if (!key) continue;
      this.keys.set(ref, Promise.resolve(key));
      return detailsOf(key);
    }
    throw new Error('the private key is of a kind or size that is not supported');
  }

  async publicKey(ref: KeyRef): Promise<PublicKeyDetails> {
    return detailsOf(await this.get(ref));
  }

  /** The private key as Go writes it to disk. */
  async pem(ref: KeyRef): Promise<string> {
    const { privateKey } = await this.get(ref);
    return privateKeyPem(new Uint8Array(await this.crypto.subtle.exportKey('pkcs8', privateKey)));
  }
}

/** The public parts of a JWK. */
const PUBLIC_FIELDS = ['kty', 'crv', 'x', 'y', 'n', 'e', 'alg'] as const;

/** The key if it is of this kind; WebCrypto has no other way to ask. */
async function adopted(
  crypto: Crypto,
  pkcs8: Bytes,
  algorithm: KeyAlgorithm,
): Promise<RingKey | undefined> {
  const params = importParams(KEY_KINDS[algorithm], 'SHA-256');
  try {
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, params, true, ['sign']);
    const jwk = await crypto.subtle.exportKey('jwk', privateKey);
    const half = Object.fromEntries(PUBLIC_FIELDS.map((field) => [field, jwk[field]]));
    const publicKey = await crypto.subtle.importKey('jwk', half, params, true, ['verify']);
    const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
    const found = algorithmOf(publicKeyOf(publicKeyFields(spki)));
    return found === algorithm ? { algorithm, privateKey, spki } : undefined;
  } catch {
    return undefined;
  }
}
