/** The CA bundle of a kubeconfig in cluster-info, before its certificates are parsed. */
import { caBundle } from '../../../releases/discovery.ts';
import type { Release } from '../../../releases/release.ts';
import { pemBlocks, pemEncode } from '../../model/pem.ts';

export type CaBundle =
  /** PEM of each certificate, in order; whether they parse, the effect `readCertificate` tells. */
  | { readonly ok: true; readonly certificates: readonly string[] }
  | { readonly ok: false; readonly error: string };

/**
 * Takes the certificates out of a bundle, as strictly as the release does
 * (cmd/kubeadm/app/discovery/token/token.go, parsePEMCert; client-go util/cert/pem.go, ParseCertsPEM).
 */
export function certificatesInBundle(text: string, release: Release): CaBundle {
  const blocks = pemBlocks(text);
  if (caBundle.at(release) === 'lenient') {
    const certificates = blocks.filter(
      (block) => block.type === 'CERTIFICATE' && Object.keys(block.headers).length === 0,
    );
    if (certificates.length > 0)
      return {
        ok: true,
        certificates: certificates.map((block) => pemEncode('CERTIFICATE', block.bytes)),
      };
    return { ok: false, error: 'data does not contain any valid RSA or ECDSA certificates' };
  }
  const [first] = blocks;
  if (!first) return { ok: false, error: 'invalid PEM data' };
  if (first.end < text.length) return { ok: false, error: 'trailing data after first PEM block' };
  return { ok: true, certificates: [pemEncode('CERTIFICATE', first.bytes)] };
}
