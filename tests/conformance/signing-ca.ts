/** Real certificate authorities for cases that sign, and what the certificates they issue say in the words of the schema. */
import { fromBase64, toHex } from '../../src/cluster/model/base64.ts';
import type {
  CertificateTemplate,
  KeyAlgorithm,
  KeyUsage,
  RequestDetails,
} from '../../src/cluster/model/crypto.ts';
import { DAY, SECOND, type Instant } from '../../src/cluster/model/instant.ts';
import {
  commonNameOf,
  NO_SUBJECT_ALT_NAMES,
  organizationsOf,
  subjectName,
} from '../../src/cluster/model/names.ts';
import { CannotRun, type CaseContext } from './runner/types.ts';

/** `given.ca` of the schema. P-224 is not available in WebCrypto; where it is named, the case is not about the key. */
export interface CaDescription {
  readonly subject: { readonly CN: string };
  readonly notBeforeOffset: number;
  readonly notAfterOffset: number;
  readonly serial: number;
  readonly keyUsage: readonly string[];
}

export interface Authority {
  readonly key: string;
  readonly pem: string;
  readonly notAfter: Instant;
  readonly subjectKeyId: string | undefined;
}

const CONTROLLER_MANAGERS: CaDescription = {
  subject: { CN: 'kubernetes-ca' },
  notBeforeOffset: -DAY / SECOND,
  notAfterOffset: (3650 * DAY) / SECOND,
  serial: 1,
  keyUsage: ['digitalSignature', 'keyCertSign'],
};

/** Names of the schema, which are OpenSSL's, for those of the engine that differ. */
const SCHEMA_NAMES: Readonly<Record<string, string>> = {
  certSign: 'keyCertSign',
  crlSign: 'cRLSign',
  any: 'anyExtendedKeyUsage',
  ocspSigning: 'OCSPSigning',
};

export const opensslUsage = (usage: string): string => SCHEMA_NAMES[usage] ?? usage;

const engineUsage = (usage: string): KeyUsage =>
  (Object.entries(SCHEMA_NAMES).find(([, schema]) => schema === usage)?.[0] ?? usage) as KeyUsage;

const made = new Map<string, Promise<Authority>>();

function caWith(
  ca: CaDescription,
  algorithm: KeyAlgorithm,
  context: CaseContext,
): Promise<Authority> {
  const id = `${algorithm} ${JSON.stringify(ca)}`;
  const known = made.get(id) ?? create(ca, algorithm, context);
  made.set(id, known);
  return known;
}

/** A self-signed CA with a key of its own; each description gets one, which later cases use again. */
export const caAs = (description: 'rsa' | CaDescription, context: CaseContext) =>
  description === 'rsa'
    ? caWith(CONTROLLER_MANAGERS, 'rsa-2048', context)
    : caWith(description, 'ecdsa-p256', context);

const CA_KEYS: Readonly<Record<string, KeyAlgorithm>> = {
  rsa: 'rsa-2048',
  'rsa-2048': 'rsa-2048',
  ecdsa: 'ecdsa-p256',
  'ecdsa-p256': 'ecdsa-p256',
};

/** The CA of kube-controller-manager with a key of the named type. */
export function signingCa(key: string, context: CaseContext): Promise<Authority> {
  const algorithm = CA_KEYS[key];
  if (!algorithm) throw new CannotRun(`no CA with a ${key} key can be made here`);
  return caWith(CONTROLLER_MANAGERS, algorithm, context);
}

async function create(
  ca: CaDescription,
  algorithm: KeyAlgorithm,
  { pki, now }: CaseContext,
): Promise<Authority> {
  const key = `conformance/ca/${made.size}`;
  await pki.perform({ kind: 'generateKey', key, algorithm });
  const notAfter = now + ca.notAfterOffset * SECOND;
  const template: CertificateTemplate = {
    subject: subjectName(ca.subject.CN),
    sans: NO_SUBJECT_ALT_NAMES,
    serial: ca.serial.toString(16).padStart(2, '0'),
    notBefore: now + ca.notBeforeOffset * SECOND,
    notAfter,
    keyUsages: ca.keyUsage.map(engineUsage),
    extKeyUsages: [],
    basicConstraints: 'ca',
    subjectKeyIdentifier: true,
    authorityKeyIdentifier: false,
  };
  const outcome = await pki.perform({ kind: 'issue', issuerKey: key, template });
  if (outcome.kind !== 'issue')
    throw new Error(outcome.kind === 'failed' ? outcome.message : outcome.kind);
  const { pem } = outcome.result;
  return { key, pem, notAfter, subjectKeyId: subjectKeyId(derHex(pem)) };
}

/** PEM of the certificate that a CA issues over a request's public key. */
export async function issuedBy(
  ca: Authority,
  template: CertificateTemplate,
  request: RequestDetails,
  { pki }: CaseContext,
): Promise<string> {
  const publicKey = request.publicKey.spki;
  const outcome = await pki.perform({
    kind: 'issue',
    issuerKey: ca.key,
    issuer: ca.pem,
    publicKey,
    template,
  });
  if (outcome.kind !== 'issue')
    throw new Error(outcome.kind === 'failed' ? outcome.message : outcome.kind);
  return outcome.result.pem;
}

const derHex = (pem: string): string =>
  toHex(fromBase64(pem.replace(/-----[^-]+-----/g, '').trim()) ?? new Uint8Array());

/** extnValue of an extension that is an OCTET STRING of fewer than 128 bytes, found by its OID. */
function extension(der: string, oid: string): string | undefined {
  const at = der.indexOf(`06${(oid.length / 2).toString(16).padStart(2, '0')}${oid}04`);
  if (at < 0) return undefined;
  const start = at + 4 + oid.length + 2;
  const length = parseInt(der.slice(start, start + 2), 16);
  return der.slice(start + 2, start + 2 + 2 * length);
}

const subjectKeyId = (der: string): string | undefined => extension(der, '551d0e')?.slice(4);

/** AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] … }. */
const authorityKeyId = (der: string): string | undefined => extension(der, '551d23')?.slice(8);

const SIGNATURE_ALGORITHMS = {
  '2a864886f70d01010b': 'SHA256-RSA',
  '2a8648ce3d040302': 'ECDSA-SHA256',
} as const;
const KEY_ALGORITHMS = { '2a8648ce3d0201': 'ECDSA', '2a864886f70d010101': 'RSA' } as const;

const named = (hex: string, names: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(names).find(([oid]) =>
    hex.includes(`06${(oid.length / 2).toString(16).padStart(2, '0')}${oid}`),
  )?.[1];

/** A certificate in the words of `then.certificate`. */
export async function describedCertificate(pem: string, context: CaseContext) {
  const [certificate] = await context.readCertificates(pem);
  if (!certificate) throw new Error('no certificate was issued');
  const der = derHex(pem);
  const { subject, issuer, notBefore, notAfter, isCa, sans, keyUsages, extKeyUsages, publicKey } =
    certificate;
  return {
    // TBSCertificate begins with [0] INTEGER 2 where the version is 3.
    version: /^3082....3082....a003020102/.test(der) ? 3 : undefined,
    subject: { CN: commonNameOf(subject), O: organizationsOf(subject) },
    issuer: { CN: commonNameOf(issuer) },
    notBeforeOffset: (notBefore - context.now) / SECOND,
    notAfterOffset: (notAfter - context.now) / SECOND,
    basicConstraints: { present: isCa !== undefined, isCA: isCa ?? false },
    sans,
    keyUsage: keyUsages.map(opensslUsage),
    extKeyUsage: extKeyUsages.map(opensslUsage),
    authorityKeyId: authorityKeyId(der),
    signatureAlgorithm: named(der, SIGNATURE_ALGORITHMS),
    publicKeyAlgorithm: named(publicKey.spki, KEY_ALGORITHMS),
  };
}
