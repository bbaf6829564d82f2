/** Who the approver is, and how it calls kube-apiserver. */
import { controllersCsrVersion } from '../../releases/controller-manager.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import { componentId, type ComponentId, type ResourceRequest } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';

export const approverId = (state: ClusterState): ComponentId =>
  componentId('serving-approver', state.spec.controlPlane.host);

export type Step = 'list' | 'watch' | 'node' | 'decide';

const EXCHANGE = /^servingApprover\/(list|watch|node|decide)\/(.*)-\d+$/;

/** What an exchange was for: `of` is the CertificateSigningRequest. */
export function stepOf(exchange: string): { step: Step; of: string } | undefined {
  const match = EXCHANGE.exec(exchange);
  return match ? { step: match[1] as Step, of: match[2] ?? '' } : undefined;
}

/** A request for CertificateSigningRequests, in the version that controllers of the release use. */
export function csrRequest(
  state: ClusterState,
  rest: Pick<ResourceRequest, 'verb'> & Partial<ResourceRequest>,
): ResourceRequest {
  return {
    kind: 'resource',
    apiGroup: 'certificates.k8s.io',
    apiVersion: controllersCsrVersion.at(state.spec.controlPlane.release),
    resource: 'certificatesigningrequests',
    ...rest,
  };
}

export function called(
  state: ClusterState,
  fact: Fact,
  step: Step,
  of: string,
  request: ResourceRequest,
): FactBody {
  const { host, endpoint } = state.spec.controlPlane;
  const token = state.servingApprover?.token;
  return {
    type: 'request.prepared',
    by: approverId(state),
    exchange: idAfter(fact, `servingApprover/${step}/${of}`),
    to: componentId('kube-apiserver', host),
    address: endpoint,
    trust: {
      roots: state.kubeadm.ca === undefined ? [] : [state.kubeadm.ca],
      serverName: endpoint.replace(/:\d+$/, ''),
    },
    credential: token === undefined ? { kind: 'none' } : { kind: 'bearerToken', token },
    request,
  };
}
