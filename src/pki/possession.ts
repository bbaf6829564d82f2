/** Proof that a peer holds the private key of the certificate that it shows. */
import { fromHex, toHex, toUtf8 } from '../cluster/model/base64.ts';
import { schemeFor } from './algorithms.ts';
import { firstCertificate } from './certificate-details.ts';
import { type Bytes, joined } from './encode.ts';
import { type RingKey, signWith } from './key-ring.ts';
import { verifyBytes } from './signatures.ts';

/** What CertificateVerify signs: 64 spaces, the context, a zero, the hash of the transcript (RFC 8446 section 4.4.3). */
function signedContent(context: string, transcript: string): Bytes {
  const hash = fromHex(transcript);
  if (!hash) throw new TypeError('the transcript is no hex text');
  return joined([new Uint8Array(64).fill(0x20), toUtf8(context), Uint8Array.of(0), hash]);
}

/**
 * The signature in hex.
 *
 * SIMPLIFIED: an RSA key signs with PKCS#1 v1.5, as in TLS 1.2; TLS 1.3 wants RSASSA-PSS of the same key.
 */
export async function provePossession(
  crypto: Crypto,
  key: RingKey,
  context: string,
  transcript: string,
): Promise<string> {
  const scheme = schemeFor(key.algorithm, 'goDefault');
  return toHex(await signWith(crypto, key, scheme, signedContent(context, transcript)));
}

/** Whether the key in a certificate made the signature. A signature that is no hex text is none. */
export async function checkPossession(
  crypto: Crypto,
  certificate: string,
  context: string,
  transcript: string,
  signature: string,
): Promise<boolean> {
  const { key } = firstCertificate(certificate);
  const bytes = fromHex(signature);
  const { algorithm } = key.details;
  if (!bytes || algorithm === 'other') return false;
  const scheme = schemeFor(algorithm, 'goDefault');
  return await verifyBytes(crypto, key, scheme, bytes, signedContent(context, transcript));
}
