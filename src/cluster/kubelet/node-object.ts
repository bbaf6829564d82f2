/** The Node that a kubelet registers (pkg/kubelet/kubelet_node_status.go, initialNode). */
import { nodeAddressTypes, nodeConditionTypes } from '../../releases/kubelet-node.ts';
import { rfc3339 } from '../model/instant.ts';
import type { Node, NodeAddress, NodeCondition } from '../model/objects.ts';
import type { NodeKubelet } from './node-kubelet.ts';

type ConditionWords = Readonly<
  Record<string, Pick<NodeCondition, 'status' | 'reason' | 'message'>>
>;

/** pkg/kubelet/nodestatus/setters.go */
const CONDITIONS: ConditionWords = {
  OutOfDisk: {
    status: 'False',
    reason: 'KubeletHasSufficientDisk',
    message: 'kubelet has sufficient disk space available',
  },
  MemoryPressure: {
    status: 'False',
    reason: 'KubeletHasSufficientMemory',
    message: 'kubelet has sufficient memory available',
  },
  DiskPressure: {
    status: 'False',
    reason: 'KubeletHasNoDiskPressure',
    message: 'kubelet has no disk pressure',
  },
  PIDPressure: {
    status: 'False',
    reason: 'KubeletHasSufficientPID',
    message: 'kubelet has sufficient PID available',
  },
  Ready: { status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
};

/**
 * SIMPLIFIED: the Node is Ready from its first moment and carries one label; a real one becomes Ready when its container
 * runtime and network are up, and names its capacity, images and more labels.
 */
export function nodeObject(kubelet: NodeKubelet): Node {
  const { node, now, release } = kubelet;
  const time = rfc3339(now);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: node, labels: { 'kubernetes.io/hostname': node } },
    spec: {},
    status: {
      addresses: addressesOf(kubelet),
      conditions: nodeConditionTypes.at(release).map((type) => ({
        type,
        ...CONDITIONS[type]!,
        lastHeartbeatTime: time,
        lastTransitionTime: time,
      })),
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: { kubeletVersion: `v${release}.0` },
    },
  };
}

/** The status of a Node that its kubelet reports on again: what had become Unknown is well, the rest is as it was. */
export function withHealthyConditions({ now }: NodeKubelet, node: Node): Node {
  const time = rfc3339(now);
  const conditions = node.status.conditions.map((condition): NodeCondition => {
    const words = CONDITIONS[condition.type] ?? condition;
    const changed = words.status !== condition.status;
    return {
      ...condition,
      ...words,
      lastHeartbeatTime: time,
      ...(changed ? { lastTransitionTime: time } : {}),
    };
  });
  return { ...node, status: { ...node.status, conditions } };
}

/**
 * A loopback address is refused as --node-ip, and then the Node has no address at all, not even its name
 * (pkg/kubelet/kubelet_node_status.go, validateNodeIP; nodestatus/setters.go, NodeAddress).
 */
function addressesOf({ node, spec, release, state }: NodeKubelet): readonly NodeAddress[] {
  if (spec.nodeIp === '127.0.0.1' || spec.nodeIp === '::1') return [];
  const own = state.hosts.get(node)?.addresses ?? [];
  const addresses = spec.nodeIp === undefined ? own : [spec.nodeIp];
  return nodeAddressTypes.at(release).flatMap((type): readonly NodeAddress[] => {
    if (type === 'Hostname') return [{ type, address: node }];
    return type === 'InternalIP' ? addresses.map((address) => ({ type, address })) : [];
  });
}
