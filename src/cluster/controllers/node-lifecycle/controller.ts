/**
 * The node controller, as far as Ready goes: a timer for each node at the look that would find it silent. Whatever can
 * change that instant (process, network, certificate) sets the timer anew; nothing polls.
 * SIMPLIFIED: the real controller reads Nodes and leases from its informers; this one is told by the state, and fetches
 * the one Node that it is about to change. Pods are not evicted and no taints are set: there are no pods.
 */
import {
  gracePeriod,
  NODE_MONITOR_PERIOD,
  nodeLifecycleName,
  statusChangeLine,
} from '../../../releases/node-lifecycle.ts';
import type { Fact, FactBody } from '../../model/facts.ts';
import { goQuoted } from '../../model/go-text.ts';
import type { Instant } from '../../model/instant.ts';
import type { Node } from '../../model/objects.ts';
import { canReport, credentialEnds, readyCondition, storedNode } from '../../model/reporting.ts';
import { componentId, componentKind, hostOf, type ResourceRequest } from '../../model/requests.ts';
import { hostClock, type ClusterState } from '../../model/state.ts';
import { outcomeOf } from '../answers.ts';
import { isEnabled } from '../enabled.ts';
import { called, controllerManagerId, controllerManagerRelease, type Errand } from '../identity.ts';
import { printed } from '../log-lines.ts';
import { nextTurn } from '../repeating.ts';
import { lastHeartbeat, lookBefore, noticedAt, type Silence } from './silence.ts';
import { withUnknownConditions } from './unknown.ts';

/** Purpose of the timers. */
export const MONITOR = 'nodelifecycle.monitor';

/** Where looks that came to nothing are counted. */
export const looksKey = (node: string): string => `${MONITOR}/${node}`;

const timerOf = (node: string): string => `kcm/nodelifecycle/monitor/${node}`;
const purposeOf = (node: string) => ({ name: MONITOR, of: node });

/** The nodes that a fact concerns: whether they can report may have changed with it. */
function concerned(state: ClusterState, fact: Fact): readonly string[] {
  switch (fact.type) {
    case 'process.started':
    case 'process.exited':
    case 'certificate.installed':
      return componentKind(fact.by) === 'kubelet' ? [hostOf(fact.by)] : [];
    case 'response.received': {
      if (componentKind(fact.by) !== 'kubelet') return [];
      const request = state.exchanges.get(fact.exchange)?.request;
      return request?.kind === 'resource' && request.resource === 'nodes' ? [hostOf(fact.by)] : [];
    }
    case 'host.reachabilitySet':
    case 'host.clockSet':
      return fact.host === state.spec.controlPlane.host
        ? state.spec.nodes.map(({ name }) => name)
        : [fact.host];
    default:
      return [];
  }
}

/** Sets the timers of the nodes that a fact concerns. */
export function reportingChanged(state: ClusterState, fact: Fact): readonly FactBody[] {
  const nodes = concerned(state, fact);
  const { release, controllerManager } = state.spec.controlPlane;
  if (
    nodes.length === 0 ||
    !isEnabled(nodeLifecycleName.at(release), controllerManager.controllers, release)
  )
    return [];
  return nodes.flatMap((node) => watched(state, node));
}

function silence(state: ClusterState, node: string, ends: Instant): Silence {
  const began = (id: Parameters<typeof state.processes.get>[0]) =>
    state.processes.get(id)?.startedAt ?? state.spec.startsAt;
  return {
    ends,
    kubeletBegan: began(componentId('kubelet', node)),
    controllerBegan: began(controllerManagerId(state)),
  };
}

/** A node that can report is missed after its certificate has ended; one that cannot, from now on or since longer. */
function watched(state: ClusterState, node: string): readonly FactBody[] {
  const by = controllerManagerId(state);
  const timer = timerOf(node);
  const waiting = state.timers.get(timer);
  if (readyCondition(storedNode(state, node))?.status !== 'True')
    return waiting ? [{ type: 'timer.cancelled', by, timer }] : [];
  const reports = canReport(state, node);
  const ends = reports ? credentialEnds(state, node) : state.now;
  if (ends === Infinity) return waiting ? [{ type: 'timer.cancelled', by, timer }] : [];
  const due = Math.max(
    state.now,
    noticedAt(silence(state, node, ends), controllerManagerRelease(state)),
  );
  if (waiting && (waiting.due === due || (!reports && waiting.due < due))) return [];
  // What becomes of a node's readiness changes nothing for loops that wait for something else.
  return [{ type: 'timer.set', by, timer, due, purpose: purposeOf(node), repeats: true }];
}

/** The look at which the node would be found silent. */
export function monitored(state: ClusterState, fact: Fact, node: string): readonly FactBody[] {
  if (canReport(state, node)) return watched(state, node);
  return [asked(state, fact, 'get', node)];
}

function asked(
  state: ClusterState,
  fact: Fact,
  verb: 'get' | 'update',
  name: string,
  body?: Node,
): FactBody {
  const errand: Errand = { controller: 'nodelifecycle', step: verb, of: name };
  const request: ResourceRequest = {
    kind: 'resource',
    verb,
    apiGroup: '',
    apiVersion: 'v1',
    resource: 'nodes',
    name,
    ...(body ? { subresource: 'status', body } : {}),
  };
  return called(state, fact, 'node-controller', errand, request);
}

/** The answer to either request; whatever goes wrong is tried again at the next look. */
export function answered(
  state: ClusterState,
  fact: Fact,
  errand: Errand,
  exchange: string,
): readonly FactBody[] {
  const outcome = outcomeOf(state.exchanges.get(exchange)?.answer);
  if (!outcome.ok) return outcome.code === 404 ? [] : again(state, errand.of);
  if (errand.step !== 'get') return [];
  const found = outcome.object;
  if (found?.kind !== 'Node' || readyCondition(found)?.status === 'Unknown') return [];
  return notReady(state, fact, found);
}

function notReady(state: ClusterState, fact: Fact, node: Node): readonly FactBody[] {
  const { name } = node.metadata;
  const now = hostClock(state, state.spec.controlPlane.host);
  const release = controllerManagerRelease(state);
  return [
    printed(controllerManagerId(state), {
      severity: 'I',
      verbosity: 2,
      file: 'controller_utils.go',
      message: lineFor(name, statusChangeLine.at(release)),
    }),
    asked(
      state,
      fact,
      'update',
      name,
      withUnknownConditions(node, heard(state, name), now, release),
    ),
  ];
}

/** When the kubelet was heard of last, by the control plane's clock: the last heartbeat before the grace period began. */
function heard(state: ClusterState, node: string): Instant {
  const times = silence(state, node, state.now);
  const look = lookBefore(times, state.now);
  const ends = look - gracePeriod.at(controllerManagerRelease(state)) - 1;
  const offset = hostClock(state, state.spec.controlPlane.host) - state.now;
  return Math.min(ends, lastHeartbeat({ ...times, ends })) + offset;
}

function lineFor(node: string, style: 'printf' | 'structured'): string {
  return style === 'printf'
    ? `Recording status change NodeNotReady event message for node ${node}`
    : `"Recording status change event message for node" status="NodeNotReady" node=${goQuoted(node)}`;
}

/** The API server did not take it: the next look finds the node silent still. */
export function again(state: ClusterState, node: string): readonly FactBody[] {
  return nextTurn(state, {
    timer: timerOf(node),
    purpose: purposeOf(node),
    every: NODE_MONITOR_PERIOD,
    equal: state.controllerManager.failures.get(looksKey(node)) ?? 0,
  });
}
