/**
 * The kubelet reports again: a Node that is not Ready becomes so with the first status that gets through
 * (pkg/kubelet/kubelet_node_status.go, syncNodeStatus, updateNodeStatus).
 * SIMPLIFIED: of the reports, one every ten seconds, only those that change the Node are requests; they replace the
 * status as a whole, which real kubelets patch from 1.8 on.
 */
import { HEARTBEAT_PERIOD } from '../../releases/node-lifecycle.ts';
import type { Component } from '../model/component.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import type { Instant } from '../model/instant.ts';
import type { Node } from '../model/objects.ts';
import { canReport, readyCondition, storedNode } from '../model/reporting.ts';
import { componentId, componentKind, hostOf, type ResourceRequest } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';
import { apiConfigOf } from './api-config.ts';
import { addressOf } from './exchanges.ts';
import { kubeletBy, type NodeKubelet } from './node-kubelet.ts';
import { withHealthyConditions } from './node-object.ts';

const PURPOSE = 'nodeStatus.report';
const timerOf = (node: string): string => `nodeStatus/${node}`;
const EXCHANGE = /^nodeStatus\/(get|update)\//;

/** Nodes whose status may be due after a fact, and whether it goes out at once. */
function concerned(
  state: ClusterState,
  fact: Fact,
): { readonly nodes: readonly string[]; readonly atOnce?: true } {
  switch (fact.type) {
    case 'certificate.installed':
      return { nodes: [hostOf(fact.by)] };
    case 'response.received': {
      const request = state.exchanges.get(fact.exchange)?.request;
      const isOfNode =
        componentKind(fact.by) === 'kubelet' &&
        request?.kind === 'resource' &&
        request.resource === 'nodes' &&
        !EXCHANGE.test(fact.exchange);
      return isOfNode ? { nodes: [hostOf(fact.by)], atOnce: true } : { nodes: [] };
    }
    case 'object.stored':
      return { nodes: fact.object.kind === 'Node' ? [fact.object.metadata.name] : [] };
    case 'host.reachabilitySet':
    case 'host.clockSet':
      return fact.host === state.spec.controlPlane.host
        ? { nodes: state.spec.nodes.map(({ name }) => name) }
        : { nodes: [fact.host] };
    default:
      return { nodes: [] };
  }
}

function isDue(state: ClusterState, node: string): boolean {
  const ready = readyCondition(storedNode(state, node));
  return ready !== undefined && ready.status !== 'True' && canReport(state, node);
}

function nextHeartbeat(state: ClusterState, node: string): Instant {
  const began = state.processes.get(componentId('kubelet', node))?.startedAt ?? state.now;
  const count = Math.floor((state.now - began) / HEARTBEAT_PERIOD) + 1;
  return began + count * HEARTBEAT_PERIOD;
}

function due(state: ClusterState, node: string, at: Instant): readonly FactBody[] {
  const timer = timerOf(node);
  if (!isDue(state, node) || state.timers.has(timer)) return [];
  const purpose = { name: PURPOSE, of: node };
  return [{ type: 'timer.set', by: componentId('kubelet', node), timer, due: at, purpose }];
}

function asked(kubelet: NodeKubelet, fact: Fact, verb: 'get' | 'update', body?: Node): FactBody[] {
  const config = apiConfigOf(kubelet);
  if (!config) return [];
  const request: ResourceRequest = {
    kind: 'resource',
    verb,
    apiGroup: '',
    apiVersion: 'v1',
    resource: 'nodes',
    name: kubelet.node,
    ...(body ? { subresource: 'status', body } : {}),
  };
  return [
    {
      type: 'request.prepared',
      by: kubelet.by,
      exchange: idAfter(fact, `nodeStatus/${verb}/${kubelet.node}`),
      to: componentId('kube-apiserver', kubelet.state.spec.controlPlane.host),
      address: addressOf(config.server),
      trust: config.trust,
      credential: config.credential,
      request,
    },
  ];
}

function answered(
  state: ClusterState,
  fact: Fact<FactOf<'response.received'>>,
): readonly FactBody[] {
  const step = EXCHANGE.exec(fact.exchange)?.[1];
  const kubelet = kubeletBy(state, fact.by);
  if (step === undefined || !kubelet?.isRunning) return [];
  const answer = state.exchanges.get(fact.exchange)?.answer;
  if (answer?.kind === 'object' && answer.object.kind === 'Node')
    return step === 'get'
      ? asked(kubelet, fact, 'update', withHealthyConditions(kubelet, answer.object))
      : [];
  return due(state, kubelet.node, nextHeartbeat(state, kubelet.node));
}

function react(state: ClusterState, fact: Fact): readonly FactBody[] {
  if (fact.type === 'timer.fired' && fact.purpose.name === PURPOSE) {
    const kubelet = kubeletBy(state, fact.by);
    return kubelet && isDue(state, kubelet.node) ? asked(kubelet, fact, 'get') : [];
  }
  if (fact.type === 'response.received' && EXCHANGE.test(fact.exchange))
    return answered(state, fact);
  const { nodes, atOnce } = concerned(state, fact);
  return nodes.flatMap((node) => due(state, node, atOnce ? state.now : nextHeartbeat(state, node)));
}

/** A kubelet's loop that posts its Node's status. */
export const nodeStatus: Component = { name: 'kubelet/node-status', react };
