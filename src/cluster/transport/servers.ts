/** Who listens where, and with which certificate. */
import { componentKind, hostOf, type ComponentId } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';
import { kubeletAt } from './kubelet-port.ts';
import type { ListeningServer, NoCertificate, Unreachable } from './listening.ts';

/** kube-apiserver asks for a client certificate without demanding one (tls.RequestClientCert): a token will do as well. */
function apiServerAt(
  state: ClusterState,
  to: ComponentId,
  address: string,
): ListeningServer | Unreachable {
  const { serving } = state.apiServer;
  const isRunning = state.processes.get(to)?.running === true;
  return serving && isRunning && address === state.spec.controlPlane.endpoint
    ? { ...serving, requestsClientCertificate: true }
    : { error: `dial tcp ${address}: connect: connection refused` };
}

/** The server behind `address`, as `to` runs it at this moment. */
export function serverAt(
  state: ClusterState,
  to: ComponentId,
  address: string,
): ListeningServer | NoCertificate | Unreachable {
  const host = state.hosts.get(hostOf(to));
  if (host && (!host.reachable || !host.powered))
    return { error: `dial tcp ${address}: i/o timeout` };
  switch (componentKind(to)) {
    case 'kube-apiserver':
      return apiServerAt(state, to, address);
    case 'kubelet':
      return kubeletAt(state, hostOf(to), address);
    default:
      return { error: `dial tcp ${address}: connect: connection refused` };
  }
}
