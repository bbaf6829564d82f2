/** State of the cluster: a fold of the log, nothing else. */
import type { ClusterSpec } from './cluster-spec.ts';
import type { CryptoEffect } from './crypto.ts';
import type { FileNode } from './files.ts';
import type { ApiServerState } from './state/apiserver.ts';
import type { ControllerManagerState } from './state/controllers.ts';
import type { KubeletState } from './state/kubelet.ts';
import type { KubeadmState } from './state/kubeadm.ts';
import type { KubectlState } from './state/kubectl.ts';
import type { ServingApproverState } from './state/serving-approver.ts';
import type { Connection, Exchange, WatchDelivery } from './state/transport.ts';
import type { Purpose } from './facts/clock.ts';
import type { ChartId, Json } from './facts/lifecycle.ts';
import type { Duration, Instant } from './instant.ts';
import type { ApiObject, ObjectKey } from './objects.ts';
import { PersistentMap } from './persistent-map.ts';
import type { ComponentId } from './requests.ts';

export interface Host {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly clockOffset: Duration;
  readonly reachable: boolean;
  /** Without power nothing runs on it and nothing answers. */
  readonly powered: boolean;
  readonly files: PersistentMap<string, FileNode>;
}

export interface Timer {
  readonly id: string;
  readonly owner: ComponentId;
  readonly due: Instant;
  readonly purpose: Purpose;
  /** `seq` of the fact that set it: the order among timers due at one instant. */
  readonly order: number;
  /** A loop that would do the same again; see model/repetition.ts. */
  readonly repeats?: true;
}

export interface OutstandingEffect {
  readonly effect: string;
  readonly by: ComponentId;
  readonly purpose: Purpose;
  readonly ask: CryptoEffect;
  readonly seq: number;
}

export interface Process {
  readonly release: string;
  readonly running: boolean;
  readonly startedAt: Instant;
}

export interface LifecycleState {
  readonly value: string;
  readonly context: { readonly [key: string]: Json | undefined };
}

export interface ClusterState {
  readonly spec: ClusterSpec;
  readonly now: Instant;
  /** Where an advance of the clock is going; absent where time moves timer by timer. */
  readonly advancingTo?: Instant;
  /** `seq` that the next fact will have. */
  readonly length: number;
  readonly hosts: PersistentMap<string, Host>;
  readonly processes: PersistentMap<ComponentId, Process>;
  readonly timers: PersistentMap<string, Timer>;
  readonly effects: PersistentMap<string, OutstandingEffect>;
  readonly connections: PersistentMap<string, Connection>;
  readonly exchanges: PersistentMap<string, Exchange>;
  /** Connections that a component dialled and that are not over, oldest first. */
  readonly openConnections: PersistentMap<ComponentId, readonly string[]>;
  /** Exchanges that a component began and that are not over, oldest first. */
  readonly openExchanges: PersistentMap<ComponentId, readonly string[]>;
  /** Watch events on their way, by delivery. */
  readonly deliveries: PersistentMap<string, WatchDelivery>;
  /** What etcd holds. */
  readonly objects: PersistentMap<ObjectKey, ApiObject>;
  readonly resourceVersion: number;
  /** Key: `<chart>/<id>`. */
  readonly lifecycles: PersistentMap<string, LifecycleState>;
  readonly apiServer: ApiServerState;
  readonly controllerManager: ControllerManagerState;
  readonly kubelets: PersistentMap<string, KubeletState>;
  readonly kubectl: KubectlState;
  /** Absent where the cluster has no such component. */
  readonly servingApprover?: ServingApproverState;
  readonly kubeadm: KubeadmState;
  /** How many times each counted draw or name was used, so that the next one is addressed freshly. */
  readonly counters: PersistentMap<string, number>;
}

export const lifecycleKey = (chart: ChartId, id: string): string => `${chart}/${id}`;

/** The instant that a host's own clock shows. */
export function hostClock(state: ClusterState, host: string): Instant {
  return state.now + (state.hosts.get(host)?.clockOffset ?? 0);
}

export { PersistentMap };
