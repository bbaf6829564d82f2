/** One kubelet as a reaction sees it: its spec, its memory, its host's files and clock. */
import type { Release } from '../../releases/release.ts';
import type { NodeSpec } from '../model/cluster-spec.ts';
import type { Instant } from '../model/instant.ts';
import { nodeSpecOf } from '../model/node-spec.ts';
import { componentId, componentKind, hostOf, type ComponentId } from '../model/requests.ts';
import { hostClock, PersistentMap, type ClusterState } from '../model/state.ts';
import type { KubeletState, ManagerState } from '../model/state/kubelet.ts';
import type { CertificatePurpose } from './csr/usages.ts';
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
  /** Which of its two certificates a reaction is about. */
  readonly purpose: CertificatePurpose;
  readonly state: ClusterState;
}

/** The kubelet of a node, or undefined where the scenario has no such node. */
export function kubeletOf(state: ClusterState, node: string): NodeKubelet | undefined {
  const spec = nodeSpecOf(state.spec, node);
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
    purpose: 'client',
    state,
  };
}

/** The kubelet that `by` names, or undefined where it is another kind of component. */
export function kubeletBy(state: ClusterState, by: ComponentId): NodeKubelet | undefined {
  return componentKind(by) === 'kubelet' ? kubeletOf(state, hostOf(by)) : undefined;
}

/** The same kubelet, seen from one of its certificate managers. */
export const seenBy = (kubelet: NodeKubelet, purpose: CertificatePurpose): NodeKubelet =>
  kubelet.purpose === purpose ? kubelet : { ...kubelet, purpose };

const NOTHING: ManagerState = { installed: 0 };

/** What the manager of this certificate remembers. */
export const managerOf = ({ memory, purpose }: NodeKubelet): ManagerState =>
  memory.managers?.[purpose] ?? NOTHING;

/** The certificate that the process holds in memory, whether it has expired or not. */
export const heldCertificate = ({ memory, purpose }: NodeKubelet) =>
  purpose === 'client' ? memory.clientCertificate : memory.servingCertificate;
