import type { Release } from '../../releases/release.ts';
import { nodeSpecOf } from '../model/node-spec.ts';
import { componentKind, hostOf, type ComponentId } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';

/** The release of a component: every instance carries its own. */
export function releaseOf(state: ClusterState, component: ComponentId): Release {
  switch (componentKind(component)) {
    case 'kubelet':
      return nodeSpecOf(state.spec, hostOf(component))?.release ?? state.spec.controlPlane.release;
    case 'kubectl':
      return state.spec.workstation.release;
    default:
      return state.spec.controlPlane.release;
  }
}
