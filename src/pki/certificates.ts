import type { CertificateTemplate, CryptoResults } from '../cluster/model/crypto.ts';
import { pemEncode } from '../cluster/model/pem.ts';
import { DerError } from '../der/der-error.ts';
import type { PublicKeyField } from '../der/structure.ts';
import { octetsOf } from '../der/tlv.ts';
import { encodeScheme, schemeFor } from './algorithms.ts';
import {
  CERTIFICATE_PEM,
  certificatesOf,
  firstCertificate,
  NO_CERTIFICATE,
  readCertificateDer,
  type ReadCertificate,
  subjectKeyIdOf,
  withFingerprint,
} from './certificate-details.ts';
import {
  type Bytes,
  bitString,
  explicit,
  sequence,
  time,
  unsigned,
  unsignedHex,
} from './encode.ts';
import { encodeExtensions } from './extensions.ts';
import { generated, type RingKey, signWith } from './key-ring.ts';
import { encodeName } from './names.ts';
import { keyIdentifier, publicKeyFromHex } from './public-keys.ts';
import { toHex } from '../cluster/model/base64.ts';

const isZero = (hex: string): boolean => /^0*$/.test(hex);

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => toHex(a) === toHex(b);

/** What is signed and by whom: `issuer` is absent where the certificate signs itself. */
interface Issuing {
  readonly template: CertificateTemplate;
  readonly publicKey: PublicKeyField;
  readonly issuerKey: RingKey;
  readonly issuer: ReadCertificate | undefined;
}

/** The TBSCertificate as Go's CreateCertificate writes it: always v3, no extensions field where there is none. */
async function tbsCertificate(crypto: Crypto, issuing: Issuing, signature: Bytes): Promise<Bytes> {
  const { template, publicKey, issuer } = issuing;
  if (isZero(template.serial)) throw new TypeError('x509: serial number must be positive');
  const subject = encodeName(template.subject);
  const issuerName = issuer ? octetsOf(issuer.fields.subject) : subject;
  const hash = template.subjectKeyIdentifierHash ?? 'sha1';
  const own = template.subjectKeyIdentifier
    ? await keyIdentifier(crypto, publicKey, hash)
    : undefined;
  // Go leaves the authority's identifier out where subject and issuer are the same.
  const byAnother = issuer && template.authorityKeyIdentifier && !sameBytes(issuerName, subject);
  const ids = { subject: own, issuer: byAnother ? subjectKeyIdOf(issuer) : undefined };
  const extensions = encodeExtensions(template, ids);
  return sequence(
    explicit(0, unsigned(Uint8Array.of(2))),
    unsignedHex(template.serial),
    signature,
    issuerName,
    sequence(time(template.notBefore), time(template.notAfter)),
    subject,
    octetsOf(publicKey.element),
    ...(extensions.length > 0 ? [explicit(3, sequence(...extensions))] : []),
  );
}

async function issueDer(crypto: Crypto, issuing: Issuing): Promise<Bytes> {
  const { issuerKey, template } = issuing;
  const scheme = schemeFor(issuerKey.algorithm, template.signatureHash ?? 'goDefault');
  const tbs = await tbsCertificate(crypto, issuing, encodeScheme(scheme));
  const signature = await signWith(crypto, issuerKey, scheme, tbs);
  return sequence(tbs, encodeScheme(scheme), bitString(signature));
}

/**
 * Issues a certificate (golang/go src/crypto/x509/x509.go, CreateCertificate).
 *
 * SIMPLIFIED: whether the key belongs to the issuing certificate is not checked, as in Go before 1.16; what a wrong key
 * signs does not verify.
 */
export async function issue(
  crypto: Crypto,
  template: CertificateTemplate,
  issuerKey: RingKey,
  options: { readonly issuer?: string | undefined; readonly publicKey?: string | undefined },
): Promise<CryptoResults['issue']> {
  const publicKey = publicKeyFromHex(options.publicKey ?? toHex(issuerKey.spki));
  const issuer = options.issuer === undefined ? undefined : firstCertificate(options.issuer);
  const der = await issueDer(crypto, { template, publicKey, issuerKey, issuer });
  const certificate = await withFingerprint(crypto, readCertificateDer(der));
  return { pem: pemEncode(CERTIFICATE_PEM, der), certificate };
}

/**
 * The kubelet's own serving certificate (client-go util/cert/cert.go, GenerateSelfSignedCertKey): signed by itself, or
 * by a CA whose key exists for this one signature only. The text holds the leaf first.
 */
export async function selfSignedServing(
  crypto: Crypto,
  key: RingKey,
  leaf: CertificateTemplate,
  throwAwayCa: CertificateTemplate | undefined,
): Promise<CryptoResults['selfSignedServing']> {
  if (!throwAwayCa) return await issue(crypto, leaf, key, {});
  const caKey = await generated(crypto, 'rsa-2048');
  const ca = await issue(crypto, throwAwayCa, caKey, {});
  const issued = await issue(crypto, leaf, caKey, { issuer: ca.pem, publicKey: toHex(key.spki) });
  return { ...issued, pem: issued.pem + ca.pem };
}

/**
 * The error of Go's parser for the same bytes, where a name is at fault (golang/go src/crypto/x509/parser.go, parseName).
 *
 * SIMPLIFIED: for bytes that are wrong in another way the sentence is not Go's; before Go 1.17, up to Kubernetes 1.22,
 * this one was "asn1: structure error: sequence tag mismatch".
 */
const parseError = ({ problem, message }: DerError): string =>
  problem.endsWith('in place of RelativeDistinguishedName') ? 'x509: invalid RDNSequence' : message;

/** All certificates of a PEM text; that there is none, or what is wrong with one, is part of the result. */
export async function readCertificates(
  crypto: Crypto,
  pem: string,
): Promise<CryptoResults['readCertificate']> {
  try {
    const found = certificatesOf(pem);
    if (found.length === 0) return { ok: false, detail: NO_CERTIFICATE };
    const certificates = await Promise.all(found.map((one) => withFingerprint(crypto, one)));
    return { ok: true, certificates };
  } catch (error) {
    if (error instanceof DerError) return { ok: false, detail: parseError(error) };
    throw error;
  }
}
