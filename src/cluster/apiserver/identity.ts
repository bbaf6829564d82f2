import type { Release } from '../../releases/release.ts';
import { componentId, type ComponentId } from '../model/requests.ts';
import { hostClock, type ClusterState } from '../model/state.ts';
import type { Instant } from '../model/instant.ts';

/** The one kube-apiserver of the cluster. */
export const apiServerId = (state: ClusterState): ComponentId =>
  componentId('kube-apiserver', state.spec.controlPlane.host);

export const apiServerRelease = (state: ClusterState): Release => state.spec.controlPlane.release;

/** What the clock of the control plane's host shows. */
export const apiServerClock = (state: ClusterState): Instant =>
  hostClock(state, state.spec.controlPlane.host);
