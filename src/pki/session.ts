import type {
  CryptoEffect,
  CryptoKind,
  CryptoOutcome,
  CryptoResults,
  KeyRef,
  PkiPort,
  PublicKeyDetails,
} from '../cluster/model/crypto.ts';
import { toUtf8 } from '../cluster/model/base64.ts';
import { issue, readCertificates, selfSignedServing } from './certificates.ts';
import { verifyChain } from './chains.ts';
import { digestName, hmac, spkiHash } from './digests.ts';
import { KeyRing } from './key-ring.ts';
import { checkPossession, provePossession } from './possession.ts';
import { createRequest, readRequest } from './requests.ts';

/** A key ring with the operations on it. What the engine asks for goes through `perform`. */
export interface PkiSession extends PkiPort {
  /** The public half of a key. Rejects where the session has no such key. */
  publicKey(key: KeyRef): Promise<PublicKeyDetails>;
  /**
   * A private key as Go writes it to disk (`EC PRIVATE KEY`, `RSA PRIVATE KEY`): for the view of a disk, never for a
   * fact. Rejects where the session has no such key.
   */
  exportSec1(key: KeyRef): Promise<string>;
  /** Takes in a private key from a PEM text. Rejects where there is none that is supported. */
  importKey(key: KeyRef, pem: string): Promise<PublicKeyDetails>;
}

type Operations = {
  readonly [K in CryptoKind]: (
    effect: Extract<CryptoEffect, { kind: K }>,
  ) => Promise<CryptoResults[K]>;
};

const operations = (crypto: Crypto, keys: KeyRing): Operations => ({
  generateKey: async ({ key, algorithm }) => ({ publicKey: await keys.generate(key, algorithm) }),
  createCsr: async ({ key, subject, sans }) => ({
    pem: await createRequest(crypto, await keys.get(key), subject, sans),
  }),
  readCsr: ({ pem }) => readRequest(crypto, pem),
  readCertificate: async ({ pem, key }) => {
    const read = await readCertificates(crypto, pem);
    if (!read.ok || key === undefined) return read;
    const known = await keys.publicKey(key).catch(() => undefined);
    const keyMatches = known && known.spki === read.certificates[0]?.publicKey.spki;
    return keyMatches === undefined ? read : { ...read, keyMatches };
  },
  issue: async ({ issuerKey, issuer, publicKey, template }) =>
    issue(crypto, template, await keys.get(issuerKey), { issuer, publicKey }),
  selfSignedServing: async ({ key, leaf, throwAwayCa }) => {
    await keys.generate(key, 'rsa-2048');
    return await selfSignedServing(crypto, await keys.get(key), leaf, throwAwayCa);
  },
  verifyChain: (effect) => verifyChain(crypto, effect),
  sign: async ({ key, context, transcript }) => ({
    signature: await provePossession(crypto, await keys.get(key), context, transcript),
  }),
  verifySignature: async ({ certificate, context, transcript, signature }) => ({
    valid: await checkPossession(crypto, certificate, context, transcript, signature),
  }),
  hmac: async ({ secret, payload }) => ({ mac: await hmac(crypto, secret, payload) }),
  spkiHash: async ({ pem }) => ({ hash: await spkiHash(crypto, pem) }),
  digestName: async ({ key, over, parts }) => {
    const element =
      over === 'publicKeyDer' ? (await keys.get(key)).spki : toUtf8(await keys.pem(key));
    return { name: digestName(element, parts) };
  },
});

/** Whether a page may use WebCrypto: `subtle` is missing outside of secure contexts (http on a LAN, some frames). */
export const canDoCrypto = (crypto: Partial<Crypto> | undefined): crypto is Crypto =>
  crypto?.subtle !== undefined;

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/**
 * A session of its own, with an empty key ring. Throws where `crypto` has no `subtle`; ask `canDoCrypto` first.
 *
 * @param crypto `globalThis.crypto`, or another implementation of WebCrypto; always passed in, so that tests run the same
 * code on two of them
 */
export function createPki({ crypto }: { readonly crypto: Crypto }): PkiSession {
  if (!canDoCrypto(crypto))
    throw new TypeError('crypto.subtle is missing: this is no secure context');
  const keys = new KeyRing(crypto);
  const all = operations(crypto, keys);

  async function result<K extends CryptoKind>(
    kind: K,
    effect: CryptoEffect,
  ): Promise<CryptoOutcome> {
    const operation = all[kind] as (asked: CryptoEffect) => Promise<CryptoResults[K]>;
    return { kind, result: await operation(effect) } as unknown as CryptoOutcome;
  }

  return {
    async perform(effect) {
      try {
        return await result(effect.kind, effect);
      } catch (error) {
        return { kind: 'failed', of: effect.kind, message: messageOf(error) };
      }
    },
    publicKey: (key) => keys.publicKey(key),
    exportSec1: (key) => keys.pem(key),
    importKey: (key, pem) => keys.adopt(key, pem),
  };
}
