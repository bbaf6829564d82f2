/** The fields of X.509 certificates (RFC 5280 section 4.1) and PKCS#10 requests (RFC 2986 section 4.1). */
import { fields, tagged } from './fields.ts';
import { parseDer, TAG, type Tlv } from './tlv.ts';
import { booleanOf, integerOf, malformed, oidOf } from './values.ts';

export interface AlgorithmField {
  readonly oid: string;
  readonly parameters: Tlv | undefined;
}

export interface PublicKeyField {
  readonly element: Tlv;
  readonly algorithm: AlgorithmField;
  /** BIT STRING */
  readonly key: Tlv;
}

export interface ExtensionField {
  readonly oid: string;
  readonly critical: boolean;
  /** The OCTET STRING round the extension's own DER. */
  readonly value: Tlv;
}

export interface AttributeField {
  readonly oid: string;
  readonly values: readonly Tlv[];
}

interface SignedFields {
  readonly element: Tlv;
  /** What the signature covers: TBSCertificate or CertificationRequestInfo. */
  readonly signed: Tlv;
  readonly signatureAlgorithm: AlgorithmField;
  /** BIT STRING */
  readonly signature: Tlv;
}

export interface CertificateFields extends SignedFields {
  /** The number as written: 0 for v1, 2 for v3. */
  readonly version: number;
  readonly serial: Tlv;
  readonly innerAlgorithm: AlgorithmField;
  readonly issuer: Tlv;
  readonly notBefore: Tlv;
  readonly notAfter: Tlv;
  readonly subject: Tlv;
  readonly publicKey: PublicKeyField;
  readonly extensions: readonly ExtensionField[];
}

export interface RequestFields extends SignedFields {
  readonly version: number;
  readonly subject: Tlv;
  readonly publicKey: PublicKeyField;
  readonly attributes: readonly AttributeField[];
  /** Those of the first extensionRequest, as Go's parseCSRExtensions takes them. */
  readonly extensions: readonly ExtensionField[];
}

const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';

function algorithmField(element: Tlv): AlgorithmField {
  const [, parameters] = element.children;
  return { oid: oidOf(fields(element).take(TAG.objectIdentifier, 'algorithm')), parameters };
}

function publicKeyField(element: Tlv): PublicKeyField {
  const { take, done } = fields(element);
  const algorithm = algorithmField(take(TAG.sequence, 'algorithm'));
  const key = take(TAG.bitString, 'subjectPublicKey');
  done();
  return { element, algorithm, key };
}

/** The fields of a SubjectPublicKeyInfo that stands alone. Throws `DerError`. */
export const publicKeyFields = (bytes: Uint8Array): PublicKeyField =>
  publicKeyField(tagged(parseDer(bytes), TAG.sequence, 'SubjectPublicKeyInfo'));

function extensionField(element: Tlv): ExtensionField {
  const { take, takeIf, done } = fields(tagged(element, TAG.sequence, 'Extension'));
  const oid = oidOf(take(TAG.objectIdentifier, 'extnID'));
  const flag = takeIf(TAG.boolean, 'critical');
  const value = take(TAG.octetString, 'extnValue');
  done();
  return { oid, critical: flag !== undefined && booleanOf(flag), value };
}

function attributeField(element: Tlv): AttributeField {
  const { take, done } = fields(tagged(element, TAG.sequence, 'Attribute'));
  const oid = oidOf(take(TAG.objectIdentifier, 'type'));
  const values = take(TAG.set, 'values').children;
  done();
  return { oid, values };
}

function versionOf(element: Tlv): number {
  const version = Number(integerOf(element));
  if (version < 0 || version > 2) throw malformed(element);
  return version;
}

/** The outer SEQUENCE that both kinds share: what is signed, how, and the signature. */
function signedFields(bytes: Uint8Array, what: string, inner: string): SignedFields {
  const element = tagged(parseDer(bytes), TAG.sequence, what);
  const { take, done } = fields(element);
  const signed = take(TAG.sequence, inner);
  const signatureAlgorithm = algorithmField(take(TAG.sequence, 'signatureAlgorithm'));
  const signature = take(TAG.bitString, 'signature');
  done();
  return { element, signed, signatureAlgorithm, signature };
}

/** The fields of a DER certificate, with their places. Throws `DerError` where the bytes are none. */
export function certificateFields(bytes: Uint8Array): CertificateFields {
  const outer = signedFields(bytes, 'Certificate', 'tbsCertificate');
  const { take, takeIf, takeInside, done } = fields(outer.signed);
  const version = takeInside(0xa0, TAG.integer, 'version');
  const serial = take(TAG.integer, 'serialNumber');
  const innerAlgorithm = algorithmField(take(TAG.sequence, 'signature'));
  const issuer = take(TAG.sequence, 'issuer');
  const validity = fields(take(TAG.sequence, 'validity'));
  const notBefore = validity.take(undefined, 'notBefore');
  const notAfter = validity.take(undefined, 'notAfter');
  const subject = take(TAG.sequence, 'subject');
  const publicKey = publicKeyField(take(TAG.sequence, 'subjectPublicKeyInfo'));
  takeIf(0x81, 'issuerUniqueID');
  takeIf(0x82, 'subjectUniqueID');
  const extensions =
    takeInside(0xa3, TAG.sequence, 'extensions')?.children.map(extensionField) ?? [];
  done();
  return {
    ...outer,
    version: version ? versionOf(version) : 0,
    serial,
    innerAlgorithm,
    issuer,
    notBefore,
    notAfter,
    subject,
    publicKey,
    extensions,
  };
}

/** The fields of a DER certification request, with their places. Throws `DerError` where the bytes are none. */
export function requestFields(bytes: Uint8Array): RequestFields {
  const outer = signedFields(bytes, 'CertificationRequest', 'certificationRequestInfo');
  const { take, takeIf, done } = fields(outer.signed);
  const version = versionOf(take(TAG.integer, 'version'));
  const subject = take(TAG.sequence, 'subject');
  const publicKey = publicKeyField(take(TAG.sequence, 'subjectPKInfo'));
  const attributes = takeIf(0xa0, 'attributes')?.children.map(attributeField) ?? [];
  done();
  const asked = attributes.find(({ oid }) => oid === EXTENSION_REQUEST)?.values[0];
  const extensions = asked
    ? tagged(asked, TAG.sequence, 'Extensions').children.map(extensionField)
    : [];
  return { ...outer, version, subject, publicKey, attributes, extensions };
}
