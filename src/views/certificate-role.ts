import type { CertificateDetails } from '../cluster/model/crypto.ts';
import { commonNameOf } from '../cluster/model/names.ts';

export const NODE_USER_PREFIX = 'system:node:';

/**
 * What a certificate is for. The signer knows only that it answers a request (`csr`); a node's is told by its subject
 * and extended key usage. Up to 1.5 the signer writes both usages into every certificate, and kubelets ask for none
 * but client certificates.
 */
export function certificateRole(role: string, certificate: CertificateDetails): string {
  const isNode = commonNameOf(certificate.subject).startsWith(NODE_USER_PREFIX);
  if (role !== 'csr' || !isNode) return role;
  return certificate.extKeyUsages.includes('clientAuth') ? 'kubelet-client' : 'kubelet-serving';
}
