/** Who listens where, and with which certificate. */
import type { KeyRef } from '../model/crypto.ts';
import { componentKind, type ComponentId } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';

export interface ListeningServer {
  readonly chain: readonly string[];
  readonly key: KeyRef;
  readonly requestsClientCertificate: boolean;
}

/** Why nothing answers at an address, in the words of Go's net package. */
export interface Unreachable {
  readonly error: string;
}

/**
 * The server behind `address`, as `to` runs it at this moment.
 * kube-apiserver asks for a client certificate without demanding one (tls.RequestClientCert): a token will do as well.
 */
export function serverAt(
  state: ClusterState,
  to: ComponentId,
  address: string,
): ListeningServer | Unreachable {
  const host = to.slice(to.indexOf('@') + 1);
  if (state.hosts.get(host)?.reachable === false)
    return { error: `dial tcp ${address}: i/o timeout` };
  const listening =
    componentKind(to) === 'kube-apiserver' && address === state.spec.controlPlane.endpoint;
  const serving = state.apiServer.serving;
  if (!listening || !serving || state.processes.get(to)?.running !== true) {
    return { error: `dial tcp ${address}: connect: connection refused` };
  }
  return { ...serving, requestsClientCertificate: true };
}
