/**
 * Port 10250 of a kubelet: where it listens, with which certificate, and whom it asks for one.
 * SIMPLIFIED: the read-only port 10255, open by flag in every release, is left out.
 */
import { internalErrorAlert, kubeadmKubeletServer } from '../../releases/kubelet-server.ts';
import type { KubeletServerSettings, NodeSpec } from '../model/cluster-spec.ts';
import { componentId } from '../model/requests.ts';
import { lifecycleKey, type ClusterState } from '../model/state.ts';
import type { ListeningServer, NoCertificate, Unreachable } from './listening.ts';

export const KUBELET_PORT = 10250;

/** How this kubelet knows and judges its callers: what its spec says, else what kubeadm sets up in its release. */
export function kubeletServerSettings({
  release,
  kubelet,
}: Pick<NodeSpec, 'release' | 'kubelet'>): KubeletServerSettings {
  return { ...kubeadmKubeletServer.at(release), ...kubelet.server };
}

/** SIMPLIFIED: every host name resolves to its host everywhere; there is no DNS that could say otherwise. */
function leadsTo(state: ClusterState, node: string, address: string): boolean {
  const colon = address.lastIndexOf(':');
  const name = address.slice(0, colon);
  return (
    address.slice(colon + 1) === String(KUBELET_PORT) &&
    (name === node || (state.hosts.get(node)?.addresses.includes(name) ?? false))
  );
}

/** The port is opened once the bootstrap is over, or from 1.14 goes on in the background. */
function isOpen(state: ClusterState, node: string): boolean {
  const bootstrap = state.lifecycles.get(lifecycleKey('bootstrap', node))?.value ?? '';
  return (
    state.processes.get(componentId('kubelet', node))?.running === true &&
    ['done', 'kubeconfigValid'].includes(bootstrap)
  );
}

/**
 * What a caller of `address` meets at the kubelet of `node`. Without a serving certificate Go's GetCertificate fails and
 * the handshake ends with an alert (pkg/kubelet/kubelet.go, NewMainKubelet).
 */
export function kubeletAt(
  state: ClusterState,
  node: string,
  address: string,
): ListeningServer | NoCertificate | Unreachable {
  const spec = state.spec.nodes.find(({ name }) => name === node);
  if (!spec || !leadsTo(state, node, address) || !isOpen(state, node))
    return { error: `dial tcp ${address}: connect: connection refused` };
  const serving = state.kubelets.get(node)?.serving;
  if (!serving) return { alert: internalErrorAlert.at(spec.release) };
  const requestsClientCertificate = kubeletServerSettings(spec).clientCaFile !== undefined;
  return { ...serving, requestsClientCertificate };
}
