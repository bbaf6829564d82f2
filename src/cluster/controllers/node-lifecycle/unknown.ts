/** What the node controller makes of the status of a Node whose kubelet is silent (tryUpdateNodeHealth). */
import { unknownConditions } from '../../../releases/node-lifecycle.ts';
import type { Release } from '../../../releases/release.ts';
import { rfc3339, type Instant } from '../../model/instant.ts';
import type { Node, NodeCondition } from '../../model/objects.ts';

const STOPPED = {
  status: 'Unknown',
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
} as const;

const NEVER = {
  status: 'Unknown',
  reason: 'NodeStatusNeverUpdated',
  message: 'Kubelet never posted node status.',
} as const;

function unknown(
  node: Node,
  type: string,
  last: NodeCondition | undefined,
  heard: string,
  now: string,
): NodeCondition {
  if (!last) {
    const created = node.metadata.creationTimestamp ?? now;
    return { type, ...NEVER, lastHeartbeatTime: created, lastTransitionTime: now };
  }
  if (last.status === 'Unknown') return last;
  return { ...last, ...STOPPED, lastHeartbeatTime: heard, lastTransitionTime: now };
}

/**
 * The Node with the release's conditions Unknown; those that never were there are added.
 * @param heard when the kubelet was heard of last: without heartbeats in etcd, the object does not say it
 * @param now of the control plane's clock
 */
export function withUnknownConditions(
  node: Node,
  heard: Instant,
  now: Instant,
  release: Release,
): Node {
  const types = unknownConditions.at(release);
  const of = (type: string) => node.status.conditions.find((condition) => condition.type === type);
  const changed = types.map((type) => unknown(node, type, of(type), rfc3339(heard), rfc3339(now)));
  const kept = node.status.conditions.map(
    (condition) => changed.find(({ type }) => type === condition.type) ?? condition,
  );
  const added = changed.filter(({ type }) => !of(type));
  return { ...node, status: { ...node.status, conditions: [...kept, ...added] } };
}
