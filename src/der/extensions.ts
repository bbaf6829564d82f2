/** What stands inside of the extensions that Kubernetes' certificates carry (RFC 5280 section 4.2.1). */
import { fields, tagged } from './fields.ts';
import type { ExtensionField } from './structure.ts';
import { parseDer, TAG, type Tlv } from './tlv.ts';
import { bitsOf, booleanOf, integerOf, oidOf } from './values.ts';

export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
} as const;

/** Tags of the alternatives of GeneralName. */
export const GENERAL_NAME = {
  rfc822Name: 0x81,
  dNSName: 0x82,
  directoryName: 0xa4,
  uniformResourceIdentifier: 0x86,
  iPAddress: 0x87,
} as const;

/** The DER inside of extnValue, which must be of type `tag`. Throws `DerError`. */
function inside({ value }: ExtensionField, tag: number, name: string): Tlv {
  value.inside = tagged(parseDer(value.bytes, value.content, value.end), tag, name);
  return value.inside;
}

/** Whether each of the nine usages is set, in the order of their bits: digitalSignature first. */
export function keyUsageBits(extension: ExtensionField): readonly boolean[] {
  const octets = bitsOf(inside(extension, TAG.bitString, 'KeyUsage'));
  return Array.from(
    { length: 9 },
    (_, bit) => (((octets[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1,
  );
}

export const extKeyUsageOids = (extension: ExtensionField): readonly string[] =>
  inside(extension, TAG.sequence, 'ExtKeyUsageSyntax').children.map((oid) =>
    oidOf(tagged(oid, TAG.objectIdentifier, 'KeyPurposeId')),
  );

export interface BasicConstraints {
  readonly ca: boolean;
  readonly pathLength: bigint | undefined;
}

export function basicConstraints(extension: ExtensionField): BasicConstraints {
  const { takeIf, done } = fields(inside(extension, TAG.sequence, 'BasicConstraints'));
  const flag = takeIf(TAG.boolean, 'cA');
  const length = takeIf(TAG.integer, 'pathLenConstraint');
  done();
  return { ca: flag !== undefined && booleanOf(flag), pathLength: length && integerOf(length) };
}

export function generalNames(extension: ExtensionField): readonly Tlv[] {
  const names = inside(extension, TAG.sequence, 'GeneralNames').children;
  for (const [kind, tag] of Object.entries(GENERAL_NAME)) {
    for (const name of names) if (name.tag === tag) name.name = kind;
  }
  return names;
}

export const subjectKeyId = (extension: ExtensionField): Tlv =>
  inside(extension, TAG.octetString, 'KeyIdentifier');

export interface AuthorityKey {
  readonly keyId: Tlv | undefined;
  readonly issuer: Tlv | undefined;
  readonly serial: Tlv | undefined;
}

export function authorityKey(extension: ExtensionField): AuthorityKey {
  const { takeIf, done } = fields(inside(extension, TAG.sequence, 'AuthorityKeyIdentifier'));
  const keyId = takeIf(0x80, 'keyIdentifier');
  const issuer = takeIf(0xa1, 'authorityCertIssuer');
  const serial = takeIf(0x82, 'authorityCertSerialNumber');
  done();
  return { keyId, issuer, serial };
}
