import type { CertificateSigningRequest } from '../cluster/model/objects.ts';

/** What a kubelet's request is for: told from its usages, as releases before 1.18 have no signer name. */
export function requestPurpose(csr: CertificateSigningRequest): 'client' | 'serving' | undefined {
  const usages = csr.spec.usages ?? [];
  if (usages.includes('client auth')) return 'client';
  return usages.includes('server auth') ? 'serving' : undefined;
}
