/**
 * Puts on a node what it needs before its kubelet can ask for a certificate: the bootstrap kubeconfig with the cluster's
 * CA and the token, and the CA by which the kubelet knows the callers of its port 10250. Names and path are those that `kubeadm join` uses (cmd/kubeadm/app/cmd/phases/join/kubelet.go,
 * cmd/kubeadm/app/discovery/token).
 */
import { emptyKubeconfigFields } from '../../releases/kubeconfig.ts';
import type { FactBody } from '../model/facts.ts';
import type { Kubeconfig } from '../model/files.ts';
import { componentId } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';
import { PKI_DIRECTORY } from './paths.ts';

/** A kubeconfig that holds the bootstrap token and trusts `caPem`. */
export function bootstrapKubeconfig(endpoint: string, caPem: string, token: string): Kubeconfig {
  return {
    clusters: [
      { name: 'kubernetes', server: `https://${endpoint}`, certificateAuthorityData: caPem },
    ],
    users: [{ name: 'tls-bootstrap-token-user', token }],
    contexts: [
      {
        name: 'tls-bootstrap-token-user@kubernetes',
        cluster: 'kubernetes',
        user: 'tls-bootstrap-token-user',
      },
    ],
    currentContext: 'tls-bootstrap-token-user@kubernetes',
  };
}

export function provisionNode(
  state: ClusterState,
  name: string,
  token = state.spec.bootstrapToken,
): readonly FactBody[] {
  const by = componentId('kubeadm', name);
  const node = state.spec.nodes.find((spec) => spec.name === name);
  const { ca } = state.kubeadm;
  if (!node)
    return [
      {
        type: 'intent.refused',
        by,
        subject: name,
        reason: `There is no node "${name}" in this scenario.`,
      },
    ];
  if (ca === undefined)
    return [
      {
        type: 'intent.refused',
        by,
        subject: name,
        reason: 'There is no control plane yet: its CA is needed first.',
      },
    ];
  const kubeconfig = {
    ...bootstrapKubeconfig(state.spec.controlPlane.endpoint, ca, token),
    emptyFields: emptyKubeconfigFields.at(node.release),
  };
  return [
    {
      type: 'file.written',
      by,
      host: name,
      path: node.kubelet.bootstrapKubeconfig,
      node: { type: 'file', mode: 0o600, content: { kind: 'kubeconfig', kubeconfig } },
    },
    {
      type: 'file.written',
      by,
      host: name,
      path: `${PKI_DIRECTORY}/ca.crt`,
      node: {
        type: 'file',
        mode: 0o644,
        content: { kind: 'pem', blocks: [{ certificate: ca }] },
      },
    },
  ];
}
