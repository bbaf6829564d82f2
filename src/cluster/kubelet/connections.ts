/**
 * The kubelet's clients notice a new certificate at the next look of their transport, close their connections and dial
 * again (pkg/kubelet/certificate/transport.go, from 1.8). In 1.7 nothing closes them.
 */
import { closingConnections } from '../../releases/kubelet-logs-process.ts';
import { connectionCheck, firstConnectionCheck } from '../../releases/kubelet-rotation.ts';
import type { FactBody } from '../model/facts.ts';
import { printed } from './log.ts';
import { timerSet } from './moves.ts';
import { managerOf, type NodeKubelet } from './node-kubelet.ts';
import { registrationSet } from './registration.ts';

/**
 * The look that will notice it. Until the first certificate a real kubelet looks every second from 1.27 on.
 *
 * SIMPLIFIED: until then a real kubelet asks as system:anonymous and is refused each time; these requests are left out.
 */
export function connectionCheckSet(kubelet: NodeKubelet): readonly FactBody[] {
  const isFirst = managerOf(kubelet).installed <= 1;
  const every = (isFirst ? firstConnectionCheck : connectionCheck).at(kubelet.release);
  if (every === undefined) return [];
  const passed = (kubelet.state.now - (kubelet.memory.startedAt ?? kubelet.state.now)) % every;
  return [timerSet(kubelet, 'connectionCheck', every - passed, { repeats: !isFirst })];
}

export function connectionsChecked(kubelet: NodeKubelet): readonly FactBody[] {
  const { by, memory, release } = kubelet;
  return [
    ...printed(by, closingConnections.at(release)),
    ...closed(kubelet),
    ...(memory.registrationAttempts === undefined ? [registrationSet(kubelet)] : []),
  ];
}

/** Those of the bootstrap token are not the transport's that looks: they stay until they are idle. */
function closed({ state, by }: NodeKubelet): readonly FactBody[] {
  return (state.openConnections.get(by) ?? [])
    .filter((id) => state.connections.get(id)?.credential.kind !== 'bearerToken')
    .map((connection) => ({
      type: 'connection.closed',
      by,
      connection,
      reason: 'certificateRotated',
    }));
}
