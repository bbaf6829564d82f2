/** The part of the state that belongs to no component: time, timers, effects, hosts with their files, processes, charts. */
import type { ClusterSpec } from '../model/cluster-spec.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import { lifecycleKey, PersistentMap, type ClusterState, type Host } from '../model/state.ts';
import type { Intent } from '../model/intents.ts';
import { componentId } from '../model/requests.ts';

/** The state before anything has happened in the cluster that `spec` describes. */
export function initialState(spec: ClusterSpec): ClusterState {
  const hosts = PersistentMap<string, Host>(
    spec.hosts.map((host) => [
      host.name,
      {
        name: host.name,
        addresses: host.addresses,
        clockOffset: host.clockOffset ?? 0,
        reachable: true,
        powered: true,
        files: PersistentMap(),
      },
    ]),
  );
  return {
    spec,
    now: spec.startsAt,
    length: 0,
    hosts,
    processes: PersistentMap(),
    timers: PersistentMap(),
    effects: PersistentMap(),
    connections: PersistentMap(),
    exchanges: PersistentMap(),
    openConnections: PersistentMap(),
    openExchanges: PersistentMap(),
    deliveries: PersistentMap(),
    objects: PersistentMap(),
    resourceVersion: 0,
    lifecycles: PersistentMap(),
    apiServer: { serviceAccountTokens: {} },
    controllerManager: {
      trustedRoots: [],
      tokens: {},
      csrs: PersistentMap(),
      secrets: PersistentMap(),
      failures: PersistentMap(),
    },
    kubelets: PersistentMap(
      spec.nodes.map((node) => [node.name, { node: node.name, registered: false }]),
    ),
    kubectl: {},
    kubeadm: { publicKeys: {} },
    counters: PersistentMap(),
  };
}

function changeHost(state: ClusterState, name: string, change: (host: Host) => Host): ClusterState {
  const host = state.hosts.get(name);
  return host ? { ...state, hosts: state.hosts.set(name, change(host)) } : state;
}

function changeFiles(
  state: ClusterState,
  host: string,
  change: (files: Host['files']) => Host['files'],
): ClusterState {
  return changeHost(state, host, (found) => ({ ...found, files: change(found.files) }));
}

function rename(files: Host['files'], fact: FactOf<'file.renamed'>): Host['files'] {
  const node = files.get(fact.path);
  return node ? files.delete(fact.path).set(fact.to, node) : files;
}

function timerSet(state: ClusterState, fact: Fact<FactOf<'timer.set'>>): ClusterState {
  const { timer: id, by: owner, due, purpose, seq: order } = fact;
  const timer = {
    id,
    owner,
    due,
    purpose,
    order,
    ...(fact.repeats ? { repeats: fact.repeats } : {}),
  };
  return { ...state, timers: state.timers.set(id, timer) };
}

/** Remembers where time is going, so that a loop can tell whether it would only repeat itself until then. */
function advanceBegun(state: ClusterState, intent: Intent): ClusterState {
  const { advancingTo: _ended, ...rest } = state;
  return intent.type === 'clock.advance' && intent.to !== 'nextTimer'
    ? { ...rest, advancingTo: intent.to }
    : rest;
}

/** What a fact does to the core of the state. */
export function evolveCore(state: ClusterState, fact: Fact): ClusterState {
  switch (fact.type) {
    case 'intent.given':
      return advanceBegun(state, fact.intent);
    case 'clock.advanced':
      return { ...state, now: fact.to };
    case 'timer.set':
      return timerSet(state, fact);
    case 'timer.cancelled':
    case 'timer.fired':
      return { ...state, timers: state.timers.delete(fact.timer) };
    case 'crypto.asked': {
      const { effect, by, purpose, ask, seq } = fact;
      return { ...state, effects: state.effects.set(effect, { effect, by, purpose, ask, seq }) };
    }
    case 'crypto.completed':
      return { ...state, effects: state.effects.delete(fact.effect) };
    case 'host.clockSet':
      return changeHost(state, fact.host, (host) => ({ ...host, clockOffset: fact.offset }));
    case 'host.powerSet':
      return changeHost(state, fact.host, (host) => ({ ...host, powered: fact.on }));
    case 'host.reachabilitySet':
      return changeHost(state, fact.host, (host) => ({ ...host, reachable: fact.reachable }));
    case 'file.written':
      return changeFiles(state, fact.host, (files) => files.set(fact.path, fact.node));
    case 'file.renamed':
      return changeFiles(state, fact.host, (files) => rename(files, fact));
    case 'file.removed':
      return changeFiles(state, fact.host, (files) => files.delete(fact.path));
    case 'process.started':
      return {
        ...state,
        processes: state.processes.set(fact.by, {
          release: fact.release,
          running: true,
          startedAt: state.now,
        }),
      };
    case 'process.exited': {
      const process = state.processes.get(fact.by);
      return process
        ? { ...state, processes: state.processes.set(fact.by, { ...process, running: false }) }
        : state;
    }
    case 'lifecycle.moved':
      return {
        ...state,
        lifecycles: state.lifecycles.set(lifecycleKey(fact.chart, fact.id), {
          value: fact.to,
          context: fact.context,
        }),
      };
    default:
      return state;
  }
}

/** SIMPLIFIED: only nodes lose their power; the control plane's host and the workstation stay on. */
function powerSet(state: ClusterState, name: string, on: boolean): readonly FactBody[] {
  const by = componentId('reader', state.spec.workstation.host);
  const host = state.hosts.get(name);
  const isNode = state.spec.nodes.some((node) => node.name === name);
  if (!host || !isNode)
    return [
      { type: 'intent.refused', by, subject: name, reason: `${name} is no node of this cluster.` },
    ];
  return host.powered === on ? [] : [{ type: 'host.powerSet', by, host: name, on }];
}

/** The reader's acts on hosts (files, clocks, power, reachability): faults change an input, never a verdict. */
export function reactCore(state: ClusterState, fact: Fact): readonly FactBody[] {
  if (fact.type !== 'intent.given') return [];
  const { intent } = fact;
  const reader = componentId('reader', state.spec.workstation.host);
  switch (intent.type) {
    case 'file.write':
      return [
        {
          type: 'file.written',
          by: reader,
          host: intent.host,
          path: intent.path,
          node: { type: 'file', mode: intent.mode, content: intent.content },
        },
      ];
    case 'file.remove':
      return [{ type: 'file.removed', by: reader, host: intent.host, path: intent.path }];
    case 'host.setClock':
      return [{ type: 'host.clockSet', by: reader, host: intent.host, offset: intent.offset }];
    case 'host.setPower':
      return powerSet(state, intent.host, intent.on);
    case 'host.setReachable':
      return [
        {
          type: 'host.reachabilitySet',
          by: reader,
          host: intent.host,
          reachable: intent.reachable,
        },
      ];
    default:
      return [];
  }
}
