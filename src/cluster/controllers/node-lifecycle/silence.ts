/** When the node controller takes a node for silent (pkg/controller/nodelifecycle, monitorNodeHealth). */
import {
  gracePeriod,
  HEARTBEAT_PERIOD,
  NODE_MONITOR_PERIOD,
} from '../../../releases/node-lifecycle.ts';
import type { Release } from '../../../releases/release.ts';
import type { Instant } from '../../model/instant.ts';

export interface Silence {
  /** When the kubelet process began: its heartbeats count from there. */
  readonly kubeletBegan: Instant;
  /** The last instant at which a heartbeat would have got through. */
  readonly ends: Instant;
  /** When the controller began: it looks every five seconds from there. */
  readonly controllerBegan: Instant;
}

/** The last heartbeat that got through. */
export const lastHeartbeat = ({ kubeletBegan, ends }: Silence): Instant =>
  kubeletBegan +
  Math.max(0, Math.floor((ends - kubeletBegan) / HEARTBEAT_PERIOD)) * HEARTBEAT_PERIOD;

/** The first look of the controller at which the last heartbeat is older than the grace period. */
export function noticedAt(silence: Silence, release: Release): Instant {
  return (
    lookBefore(silence, lastHeartbeat(silence) + gracePeriod.at(release)) + NODE_MONITOR_PERIOD
  );
}

/** The last look of the controller up to an instant. */
export const lookBefore = ({ controllerBegan }: Silence, instant: Instant): Instant =>
  controllerBegan +
  Math.floor((instant - controllerBegan) / NODE_MONITOR_PERIOD) * NODE_MONITOR_PERIOD;
