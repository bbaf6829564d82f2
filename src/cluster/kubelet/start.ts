/** Start and stop of a kubelet process. */
import { selfSignedFirst } from '../../releases/kubelet-bootstrap.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { componentId } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';
import { bootstrapBegun } from './bootstrap-begins.ts';
import { clientsBegun } from './clients.ts';
import { processEnded } from './exit.ts';
import { kubeletOf, type NodeKubelet } from './node-kubelet.ts';
import { selfSignedBegun, selfSignedLoaded } from './self-signed-pair.ts';
import { processBegun, supervisionEnded } from './supervisor.ts';

const refused = (node: string, reason: string): readonly FactBody[] => [
  { type: 'intent.refused', by: componentId('kubelet', node), subject: node, reason },
];

export function startIntended(state: ClusterState, node: string): readonly FactBody[] {
  const kubelet = kubeletOf(state, node);
  if (!kubelet) return refused(node, `There is no node "${node}" in this scenario.`);
  if (kubelet.isRunning) return refused(node, `The kubelet of ${node} is running already.`);
  if (state.hosts.get(node)?.powered === false) return refused(node, `${node} has no power.`);
  return processBegun(kubelet);
}

export function stopIntended(state: ClusterState, node: string): readonly FactBody[] {
  const kubelet = kubeletOf(state, node);
  if (!kubelet?.isRunning) {
    const waiting = kubelet ? supervisionEnded(kubelet) : [];
    return waiting.length > 0 ? waiting : refused(node, `No kubelet is running on ${node}.`);
  }
  return processEnded(kubelet, 0, 'stopped', 'bootstrapToo');
}

/** From 1.8 the self-signed pair comes before the bootstrap, up to 1.7 once there are API clients. */
export function processStarted(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  if (!selfSignedFirst.at(kubelet.release)) return bootstrapBegun(kubelet);
  const first = selfSignedBegun(kubelet, fact);
  return first ?? [...selfSignedLoaded(kubelet), ...bootstrapBegun(kubelet)];
}

export const selfSignedDone = (kubelet: NodeKubelet): readonly FactBody[] =>
  selfSignedFirst.at(kubelet.release) ? bootstrapBegun(kubelet) : [];

export function bootstrapDone(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  const loaded = selfSignedFirst.at(kubelet.release) ? selfSignedLoaded(kubelet) : [];
  return [...loaded, ...clientsBegun(kubelet, fact)];
}
