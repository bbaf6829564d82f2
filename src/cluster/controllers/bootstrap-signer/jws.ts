/**
 * Detached JWS over cluster-info: compact serialization, HS256, the payload taken out
 * (staging/src/k8s.io/cluster-bootstrap/token/jws/jws.go, ComputeDetachedSignature; RFC 7515 appendix F). The key is the
 * token's secret part alone.
 */
import { toBase64Url, toUtf8 } from '../../model/base64.ts';
import type { CryptoEffect } from '../../model/crypto.ts';
import type { SigningToken } from './usable-secret.ts';

/** The order of the two members counts: the header is signed as bytes. */
const protectedHeader = (tokenId: string): string =>
  toBase64Url(toUtf8(JSON.stringify({ alg: 'HS256', kid: tokenId })));

/**
 * HMAC pads its key with zeros (RFC 2104 section 2), so that no key and a zero byte are the same to it; WebCrypto takes
 * only the latter, Go both.
 */
const ZERO_BYTE = '\u0000';

/** What must be computed for a signature over `content`. */
export function macOver(
  content: string,
  { tokenId, tokenSecret }: SigningToken,
): CryptoEffect & { kind: 'hmac' } {
  const payload = `${protectedHeader(tokenId)}.${toBase64Url(toUtf8(content))}`;
  return { kind: 'hmac', secret: tokenSecret === '' ? ZERO_BYTE : tokenSecret, payload };
}

/** `<header>..<mac>`: what stands under `jws-kubeconfig-<token id>`. */
export function detachedSignature(tokenId: string, mac: string): string {
  return `${protectedHeader(tokenId)}..${mac}`;
}

/**
 * Whether a signature is the one that the token gives: it is computed again and compared as a whole
 * (DetachedTokenIsValid).
 * @param mac outcome of `macOver` for the same content and token
 */
export function isDetachedSignature(signature: string, tokenId: string, mac: string): boolean {
  return signature === detachedSignature(tokenId, mac);
}
