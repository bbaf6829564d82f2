/**
 * The approver of 1.4 to 1.6: --insecure-experimental-approve-all-kubelet-csrs-for-group names one group whose kubelets
 * get what they ask for (pkg/controller/certificates/groupapprove.go @ v1.6.0, groupApprover.AutoApprove).
 */
import { groupApproverChecksUsages } from '../../../releases/approver.ts';
import type { Release } from '../../../releases/release.ts';
import type { DecodedCsr } from '../../model/facts/apiserver.ts';
import type { CertificateSigningRequest } from '../../model/objects.ts';
import { decisionOf, withCondition } from '../csr-conditions.ts';
import { hasNodeSubject, hasNoSubjectAltNames } from './recognizers.ts';
import { usagesMatch } from './usages.ts';

/**
 * The request with an Approved condition, or as it was. It is not checked whether the common name is the requester's.
 * @param group value of the flag; empty switches the approver off
 */
export function groupAutoApprove(
  csr: CertificateSigningRequest,
  decoded: DecodedCsr,
  group: string,
  release: Release,
): CertificateSigningRequest {
  const { approved, denied } = decisionOf(csr.status.conditions);
  if (group === '' || approved || denied) return csr;
  if (!csr.spec.groups?.includes(group) || !decoded.ok) return csr;
  if (!hasNodeSubject(decoded.request) || !hasNoSubjectAltNames(decoded.request, release))
    return csr;
  if (groupApproverChecksUsages.at(release) && !usagesMatch('client', csr.spec.usages, release))
    return csr;
  return withCondition(csr, {
    type: 'Approved',
    reason: 'AutoApproved',
    message: 'Auto approving of all kubelet CSRs is enabled on the controller manager',
  });
}
