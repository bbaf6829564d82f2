/** What the kubelet writes of a handshake on port 10250 that failed (Go net/http, Server.serve). */
import { noServingCertificate } from '../../../releases/kubelet-server.ts';
import { handshakeError } from '../../../releases/kubelet-server-logs.ts';
import type { Fact, FactBody, FactOf } from '../../model/facts.ts';
import { hostOf } from '../../model/requests.ts';
import { roll } from '../../model/roll.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Connection } from '../../model/state/transport.ts';
import { printed } from '../log.ts';
import { kubeletBy, type NodeKubelet } from '../node-kubelet.ts';

/** Ports that Linux gives to connections that dial out (net.ipv4.ip_local_port_range). */
const [FIRST_PORT, PORTS] = [32768, 28232];

/** `address:port` from which the dialler comes. */
function origin(state: ClusterState, { id, from }: Connection): string {
  const address = state.hosts.get(hostOf(from))?.addresses[0] ?? hostOf(from);
  return `${address}:${FIRST_PORT + Math.floor(roll(state.spec.seed, `port/${id}`) * PORTS)}`;
}

/**
 * Why the kubelet's side of the handshake failed; undefined where it learns of nothing. A dialler that does not accept the
 * certificate sends the alert bad_certificate, whatever it dislikes.
 */
function causeOf(
  kubelet: NodeKubelet,
  { reason }: FactOf<'connection.refused'>,
): string | undefined {
  switch (reason) {
    case 'unreachable':
      return undefined;
    case 'noCertificate':
      return noServingCertificate.at(kubelet.release);
    case 'clientSignature':
      return 'tls: invalid signature by the client certificate: ECDSA verification failure';
    case 'serverSignature':
      return 'remote error: tls: error decrypting message';
    default:
      return 'remote error: tls: bad certificate';
  }
}

/** One line for a handshake that failed; nothing where it was none with a kubelet. */
export function handshakeFailed(
  state: ClusterState,
  fact: Fact<FactOf<'connection.refused'>>,
): readonly FactBody[] {
  const connection = state.connections.get(fact.connection);
  const kubelet = connection && kubeletBy(state, connection.to);
  const err = kubelet && causeOf(kubelet, fact);
  if (!kubelet?.isRunning || err === undefined) return [];
  const values = { from: origin(state, connection!), err };
  return printed(kubelet.by, handshakeError.at(kubelet.release), values);
}
