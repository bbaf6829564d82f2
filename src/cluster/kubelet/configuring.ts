/**
 * An administrator changes a kubelet's configuration; the kubelet reads it when it starts again.
 * The switch by release: releases/kubelet-flags.ts, servingBootstrapSwitch and servingBootstrapGate.
 */
import { servingBootstrapGate } from '../../releases/kubelet-flags.ts';
import type { NodeSpec } from '../model/cluster-spec.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { nodeSpecOf } from '../model/node-spec.ts';
import { componentId, type ComponentId } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';

const GATE = 'RotateKubeletServerCertificate';

/** The node with serverTLSBootstrap on or off; the gate is named only where its default would keep it from working. */
function withServingBootstrap(node: NodeSpec, on: boolean): NodeSpec {
  const { [GATE]: _given, ...others } = node.kubelet.featureGates;
  const needsGate = on && !servingBootstrapGate.at(node.release);
  const featureGates = needsGate ? { ...others, [GATE]: true } : others;
  return { ...node, kubelet: { ...node.kubelet, serverTlsBootstrap: on, featureGates } };
}

const isRunning = (state: ClusterState, node: string): boolean =>
  state.processes.get(componentId('kubelet', node))?.running ?? false;

export function configurationIntended(state: ClusterState, node: string): readonly FactBody[] {
  const by = componentId('kubelet', node);
  if (!nodeSpecOf(state.spec, node))
    return refused(by, node, `There is no node "${node}" in this scenario.`);
  return isRunning(state, node)
    ? refused(by, node, `The kubelet of ${node} is running: it has read its configuration.`)
    : [];
}

const refused = (by: ComponentId, subject: string, reason: string): readonly FactBody[] => [
  { type: 'intent.refused', by, subject, reason },
];

/** The state with what an intent changed in a node's configuration. */
export function configured(state: ClusterState, fact: Fact): ClusterState {
  if (fact.type !== 'intent.given' || fact.intent.type !== 'kubelet.setServingBootstrap')
    return state;
  const { node: name, on } = fact.intent;
  if (isRunning(state, name)) return state;
  const nodes = state.spec.nodes.map((node) =>
    node.name === name ? withServingBootstrap(node, on) : node,
  );
  return { ...state, spec: { ...state.spec, nodes } };
}
