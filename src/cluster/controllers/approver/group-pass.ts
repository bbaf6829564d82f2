/** A pass of the group approver over one request: it writes the approval, or leaves the request alone. */
import { controllersCsrVersion } from '../../../releases/controller-manager.ts';
import type { DecodedCsr } from '../../model/facts/apiserver.ts';
import type { Fact, FactBody } from '../../model/facts.ts';
import type { CertificateSigningRequest } from '../../model/objects.ts';
import type { ClusterState } from '../../model/state.ts';
import { called, controllerManagerId, controllerManagerRelease } from '../identity.ts';
import { groupAutoApprove } from './group-approver.ts';

/**
 * What follows once the PKCS#10 request was read.
 *
 * SIMPLIFIED: up to 1.5 approver and signer were one pass; here the signer follows when it sees the approval. In 1.6
 * /approval is updated even where nothing has changed; here nothing is written then.
 */
export function groupDecided(
  state: ClusterState,
  fact: Fact,
  csr: CertificateSigningRequest,
  decoded: DecodedCsr,
): readonly FactBody[] {
  const { name } = csr.metadata;
  const release = controllerManagerRelease(state);
  const group = state.spec.controlPlane.controllerManager.approveAllKubeletCsrsForGroup ?? '';
  const approved = groupAutoApprove(csr, decoded, group, release);
  if (approved === csr) {
    const by = controllerManagerId(state);
    return [{ type: 'approver.ignored', by, csr: name, reason: 'not of the approved group' }];
  }
  const errand = { controller: 'approver', step: 'approve', of: name };
  const update = called(state, fact, 'certificate-controller', errand, {
    kind: 'resource',
    verb: 'update',
    apiGroup: 'certificates.k8s.io',
    apiVersion: controllersCsrVersion.at(release),
    resource: 'certificatesigningrequests',
    subresource: 'approval',
    name,
    body: approved,
  });
  return [update];
}
