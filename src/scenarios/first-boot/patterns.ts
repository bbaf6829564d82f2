/** Facts that several steps wait for. */
import type { FactPattern } from '../../cluster/model/fact-pattern.ts';
import { NODE } from './cluster.ts';

export const KUBELET = `kubelet@${NODE}`;

const createCsrFrom = (from: string) =>
  ({ verb: 'create', resource: 'certificatesigningrequests', from }) as const;

/** The node's CertificateSigningRequest goes off; it is stored, and the kubelet knows. */
export const csrSent: FactPattern = { type: 'request.sent', request: createCsrFrom(KUBELET) };
export const csrAnswered: FactPattern = {
  type: 'response.received',
  request: createCsrFrom(KUBELET),
};

/** kube-apiserver does not know who sends this node's CertificateSigningRequest. */
export const csrNotAuthenticated = (node: string): FactPattern => ({
  type: 'request.notAuthenticated',
  request: createCsrFrom(`kubelet@${node}`),
});

export const csrApproved: FactPattern = {
  type: 'object.stored',
  request: { resource: 'certificatesigningrequests', subresource: 'approval' },
};

/** The node's kubelet uses a certificate from now on. */
export const installed = (role: 'kubelet-client' | 'kubelet-serving'): FactPattern => ({
  type: 'certificate.installed',
  by: KUBELET,
  where: { role },
});
