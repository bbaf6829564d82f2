import type {
  CertificateTemplate,
  CryptoEffect,
  CryptoKind,
  CryptoResults,
} from '../../src/cluster/model/crypto.ts';
import { NO_SUBJECT_ALT_NAMES, subjectName } from '../../src/cluster/model/names.ts';
import { createPki, type PkiSession } from '../../src/pki/index.ts';

export const DAY = 86_400_000;

/** 2026-11-24T00:00:00Z */
export const NOW = Date.UTC(2026, 10, 24);

type Ask = <K extends CryptoKind>(
  kind: K,
  effect: Omit<Extract<CryptoEffect, { kind: K }>, 'kind'>,
) => Promise<CryptoResults[K]>;

/** A session, and a way to ask it that throws where the operation broke. */
export function session(crypto: Crypto): { readonly pki: PkiSession; readonly ask: Ask } {
  const pki = createPki({ crypto });
  const ask: Ask = async (kind, effect) => {
    const outcome = await pki.perform({ kind, ...effect } as unknown as CryptoEffect);
    if (outcome.kind === 'failed') throw new Error(`${outcome.of}: ${outcome.message}`);
    if (outcome.kind !== kind) throw new Error(`asked for ${kind}, got ${outcome.kind}`);
    return outcome.result as CryptoResults[typeof kind];
  };
  return { pki, ask };
}

/** A client certificate of a node as kube-controller-manager 1.17 and later issue it, valid for a year from `NOW`. */
export const leafTemplate = (changes: Partial<CertificateTemplate> = {}): CertificateTemplate => ({
  subject: subjectName('system:node:node-1', ['system:nodes']),
  sans: NO_SUBJECT_ALT_NAMES,
  serial: '5990b0fc2eb9137662f9b465a71199c4468323b7',
  notBefore: NOW,
  notAfter: NOW + 365 * DAY,
  keyUsages: ['digitalSignature', 'keyEncipherment'],
  extKeyUsages: ['clientAuth'],
  basicConstraints: 'leaf',
  subjectKeyIdentifier: false,
  authorityKeyIdentifier: true,
  ...changes,
});

export const caTemplate = (changes: Partial<CertificateTemplate> = {}): CertificateTemplate => ({
  ...leafTemplate(),
  subject: subjectName('kubernetes'),
  serial: '1',
  notAfter: NOW + 3650 * DAY,
  keyUsages: ['digitalSignature', 'keyEncipherment', 'certSign'],
  extKeyUsages: [],
  basicConstraints: 'ca',
  subjectKeyIdentifier: true,
  ...changes,
});

/** Makes a CA with a key of its own and gives its certificate. */
export async function makeCa(
  ask: Ask,
  key = 'ca',
  changes: Partial<CertificateTemplate> = {},
  algorithm: Extract<CryptoEffect, { kind: 'generateKey' }>['algorithm'] = 'ecdsa-p256',
): Promise<string> {
  await ask('generateKey', { key, algorithm });
  return (await ask('issue', { issuerKey: key, template: caTemplate(changes) })).pem;
}

/** Makes a key and a certificate over it, issued by a CA of `makeCa`. */
export async function makeLeaf(
  ask: Ask,
  issuer: string,
  changes: Partial<CertificateTemplate> = {},
  keys: { readonly leaf?: string; readonly issuer?: string } = {},
): Promise<string> {
  const made = await ask('generateKey', { key: keys.leaf ?? 'leaf', algorithm: 'ecdsa-p256' });
  const issued = await ask('issue', {
    issuerKey: keys.issuer ?? 'ca',
    issuer,
    publicKey: made.publicKey.spki,
    template: leafTemplate(changes),
  });
  return issued.pem;
}
