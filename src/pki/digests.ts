import { sha512_256 } from '@noble/hashes/sha2.js';
import { toBase64Url, toHex, toUtf8 } from '../cluster/model/base64.ts';
import { firstCertificate } from './certificate-details.ts';
import { digest } from './public-keys.ts';

/** HMAC-SHA256, base64url without padding, as a JWS carries it. */
export async function hmac(crypto: Crypto, secret: string, payload: string): Promise<string> {
  const params = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', toUtf8(secret), params, false, ['sign']);
  return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, toUtf8(payload))));
}

/** What `--discovery-token-ca-cert-hash` pins (cmd/kubeadm/app/util/pubkeypin/pubkeypin.go), without `sha256:`. */
export const spkiHash = async (crypto: Crypto, pem: string): Promise<string> =>
  toHex(await digest(crypto, 'SHA-256', firstCertificate(pem).key.spki));

/**
 * The name of a bootstrap CertificateSigningRequest (pkg/kubelet/certificate/bootstrap/bootstrap.go, digestedName):
 * SHA-512/256 over each element in base64url with `|` after it. WebCrypto does not have that hash.
 */
export function digestName(keyElement: Uint8Array, parts: readonly string[]): string {
  const elements = [keyElement, ...parts.map(toUtf8)];
  const stream = elements.map((element) => `${toBase64Url(element)}|`).join('');
  return `node-csr-${toBase64Url(sha512_256(toUtf8(stream)))}`;
}
