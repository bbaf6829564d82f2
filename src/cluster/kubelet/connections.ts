/**
 * The kubelet's clients notice a new certificate at the next look of their transport, close their connections and dial
 * again (pkg/kubelet/certificate/transport.go, from 1.8). In 1.7 nothing closes them.
 */
import { closingConnections } from '../../releases/kubelet-logs-process.ts';
import {
  closesAfterFailedHeartbeats,
  connectionCheck,
  firstConnectionCheck,
} from '../../releases/kubelet-rotation.ts';
import { HEARTBEAT_PERIOD } from '../../releases/node-lifecycle.ts';
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
    ...closed(kubelet, 'certificateRotated'),
    ...(memory.registrationAttempts === undefined ? [registrationSet(kubelet)] : []),
  ];
}

/** Those of the bootstrap token are not the transport's that looks: they stay until they are idle. */
function closed({ state, by }: NodeKubelet, reason: string): readonly FactBody[] {
  return (state.openConnections.get(by) ?? [])
    .filter((id) => state.connections.get(id)?.credential.kind !== 'bearerToken')
    .map((connection) => ({
      type: 'connection.closed',
      by,
      connection,
      reason,
    }));
}

/** The client certificate has expired: the next heartbeats, one every ten seconds, are refused with 401. */
export function failingHeartbeatsSet(kubelet: NodeKubelet): readonly FactBody[] {
  if (!closesAfterFailedHeartbeats.at(kubelet.release)) return [];
  const { memory, state } = kubelet;
  const passed = (state.now - (memory.startedAt ?? state.now)) % HEARTBEAT_PERIOD;
  return [timerSet(kubelet, 'heartbeatsFail', HEARTBEAT_PERIOD - passed)];
}

export const heartbeatsFailed = (kubelet: NodeKubelet): readonly FactBody[] =>
  managerOf(kubelet).expired === undefined ? [] : closed(kubelet, 'heartbeatsFailed');
