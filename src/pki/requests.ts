import type { CryptoResults } from '../cluster/model/crypto.ts';
import type { Name, SubjectAltNames } from '../cluster/model/names.ts';
import { pemBlocks, pemEncode } from '../cluster/model/pem.ts';
import { attempt, DerError } from '../der/der-error.ts';
import { basicConstraints, EXTENSION } from '../der/extensions.ts';
import { type RequestFields, requestFields } from '../der/structure.ts';
import { octetsOf } from '../der/tlv.ts';
import { bitsOf } from '../der/values.ts';
import { encodeScheme, schemeFor, schemeOf } from './algorithms.ts';
import { bitString, explicit, oid, sequence, setOf, unsigned } from './encode.ts';
import { altNamesExtension } from './extensions.ts';
import { headAt, sequenceExpected } from './go-asn1.ts';
import { type RingKey, signWith } from './key-ring.ts';
import { decodeAltNames, decodeName, encodeName, hasAltNames } from './names.ts';
import { readPublicKey } from './public-keys.ts';
import { verifyBytes } from './signatures.ts';

export const REQUEST_PEM = 'CERTIFICATE REQUEST';

const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';

/**
 * A PKCS#10 request as Go writes it (golang/go src/crypto/x509/x509.go, CreateCertificateRequest): the attributes' tag is
 * there even when there is none, and subjectAltName is the only extension that is ever asked for.
 */
export async function createRequest(
  crypto: Crypto,
  key: RingKey,
  subject: Name,
  sans: SubjectAltNames,
): Promise<string> {
  const extensions = hasAltNames(sans) ? [altNamesExtension(sans, false)] : [];
  const attributes = extensions.map((extension) =>
    sequence(oid(EXTENSION_REQUEST), setOf([sequence(extension)])),
  );
  const version = unsigned(Uint8Array.of(0));
  const info = sequence(version, encodeName(subject), key.spki, explicit(0, ...attributes));
  const scheme = schemeFor(key.algorithm, 'byKeySize');
  const signature = await signWith(crypto, key, scheme, info);
  return pemEncode(REQUEST_PEM, sequence(info, encodeScheme(scheme), bitString(signature)));
}

/** Whether a request's signature verifies with the key in it. */
async function isSelfSigned(crypto: Crypto, request: RequestFields): Promise<boolean> {
  const key = readPublicKey(request.publicKey);
  const scheme = schemeOf(request.signatureAlgorithm.oid);
  return await verifyBytes(
    crypto,
    key,
    scheme,
    bitsOf(request.signature),
    octetsOf(request.signed),
  );
}

async function readDer(crypto: Crypto, bytes: Uint8Array): Promise<CryptoResults['readCsr']> {
  const request = requestFields(bytes);
  const asked = (id: string) => request.extensions.find(({ oid: found }) => found === id);
  const constraints = asked(EXTENSION.basicConstraints);
  // Go does not look at this extension in a request, so that a malformed one spoils nothing.
  const requestsCa =
    constraints !== undefined && attempt(() => basicConstraints(constraints).ca) === true;
  return {
    ok: true,
    request: {
      subject: decodeName(request.subject),
      sans: decodeAltNames(asked(EXTENSION.subjectAltName)),
      publicKey: readPublicKey(request.publicKey).details,
      signatureValid: await isSelfSigned(crypto, request),
      requestedExtensions: request.extensions.map(({ oid: id }) => id),
      requestsCa,
    },
  };
}

/**
 * The error of Go's encoding/asn1 for the same bytes.
 *
 * SIMPLIFIED: for bytes that are wrong further inside than in the first element, the sentence after "asn1: structure error"
 * is not Go's.
 */
function asn1Error(bytes: Uint8Array, { problem, message }: DerError): string {
  const outer = headAt(bytes);
  const fits = outer !== undefined && outer.size + outer.length <= bytes.length;
  const found =
    sequenceExpected(bytes, 'certificateRequest') ??
    (fits ? sequenceExpected(bytes.subarray(outer.size), 'tbsCertificateRequest') : undefined);
  if (found !== undefined) return found;
  if (problem.endsWith(' missing') || (fits && outer.length === 0))
    return 'asn1: syntax error: sequence truncated';
  if (problem.endsWith('cut off')) return 'asn1: syntax error: data truncated';
  if (problem.endsWith('bytes too many')) return 'asn1: syntax error: trailing data';
  return `asn1: structure error: ${message}`;
}

/**
 * Reads a request as `ParseCSR` does (pkg/apis/certificates/v1/helpers.go): the first PEM block counts, and must be of
 * type CERTIFICATE REQUEST. What is wrong with a text is part of the result.
 */
export async function readRequest(crypto: Crypto, pem: string): Promise<CryptoResults['readCsr']> {
  const [block] = pemBlocks(pem);
  if (block?.type !== REQUEST_PEM) {
    return { ok: false, reason: 'notPem', detail: `PEM block type must be ${REQUEST_PEM}` };
  }
  try {
    return await readDer(crypto, block.bytes);
  } catch (error) {
    if (error instanceof DerError)
      return { ok: false, reason: 'malformed', detail: asn1Error(block.bytes, error) };
    throw error;
  }
}
