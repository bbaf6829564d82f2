/** One kubelet as a reaction sees it: its spec, its memory, its host's files and clock. */
import type { Release } from '../../releases/release.ts';
import type { NodeSpec } from '../model/cluster-spec.ts';
import type { Instant } from '../model/instant.ts';
import { componentId, componentKind, hostOf, type ComponentId } from '../model/requests.ts';
import { hostClock, PersistentMap, type ClusterState } from '../model/state.ts';
import type { KubeletState } from '../model/state/kubelet.ts';
import type { Files } from './files.ts';

export interface NodeKubelet {
  readonly by: ComponentId;
  readonly node: string;
  readonly release: Release;
  readonly spec: NodeSpec['kubelet'];
  readonly memory: KubeletState;
  readonly files: Files;
  /** What the host's own clock shows. */
  readonly now: Instant;
  readonly isRunning: boolean;
  readonly state: ClusterState;
}

/** The kubelet of a node, or undefined where the scenario has no such node. */
export function kubeletOf(state: ClusterState, node: string): NodeKubelet | undefined {
  const spec = state.spec.nodes.find(({ name }) => name === node);
  if (!spec) return undefined;
  const by = componentId('kubelet', node);
  return {
    by,
    node,
    release: spec.release,
    spec: spec.kubelet,
    memory: state.kubelets.get(node) ?? { node, registered: false },
    files: state.hosts.get(node)?.files ?? PersistentMap(),
    now: hostClock(state, node),
    isRunning: state.processes.get(by)?.running ?? false,
    state,
  };
}

/** The kubelet that `by` names, or undefined where it is another kind of component. */
export function kubeletBy(state: ClusterState, by: ComponentId): NodeKubelet | undefined {
  return componentKind(by) === 'kubelet' ? kubeletOf(state, hostOf(by)) : undefined;
}
