/** ClusterRole system:node, which is also what the Node authorizer allows every node (bootstrappolicy, NodeRules). */
import type { PolicyRule } from '../cluster/model/objects.ts';
import type { Release } from './release.ts';
import {
  allow,
  ARKTOS,
  CERTIFICATES,
  inferredPolicy,
  policy,
  READ,
  testData,
} from './rbac-rule.ts';
import { from, timeline } from './timeline.ts';

const microshift = 'openshift/microshift';

/** What stays the same in every release. */
const reviews: readonly PolicyRule[] = [
  allow(['create'], 'authentication.k8s.io', ['tokenreviews']),
  allow(['create'], 'authorization.k8s.io', ['localsubjectaccessreviews', 'subjectaccessreviews']),
  allow(READ, '', ['services']),
  allow(['create', ...READ], '', ['nodes']),
  allow(['patch', 'update'], '', ['nodes/status']),
];

const claimsAndRequests: readonly PolicyRule[] = [
  allow(['get'], '', ['persistentvolumeclaims', 'persistentvolumes']),
  allow(['get'], '', ['endpoints']),
  allow(['create', ...READ], CERTIFICATES, ['certificatesigningrequests']),
];

/** `pods` with what follows them: eviction from 1.7, patch of the status from 1.11. */
function pods(options: {
  mirror: readonly string[];
  status: readonly string[];
  eviction: boolean;
}): readonly PolicyRule[] {
  return [
    allow(['create', 'patch', 'update'], '', ['events']),
    allow(READ, '', ['pods']),
    allow(options.mirror, '', ['pods']),
    allow(options.status, '', ['pods/status']),
    ...(options.eviction ? [allow(['create'], '', ['pods/eviction'])] : []),
  ];
}

const leases = allow(['create', 'delete', 'get', 'patch', 'update'], 'coordination.k8s.io', [
  'leases',
]);
const volumeAttachments = allow(['get'], 'storage.k8s.io', ['volumeattachments']);
const claimStatus = allow(['get', 'patch', 'update'], '', ['persistentvolumeclaims/status']);
const tokens = allow(['create'], '', ['serviceaccounts/token']);

const deleteNodes = allow(['delete', 'patch', 'update'], '', ['nodes']);
const writeNodes = allow(['patch', 'update'], '', ['nodes']);
const getPodData = allow(['get'], '', ['configmaps', 'secrets']);
const readPodData = allow(READ, '', ['configmaps', 'secrets']);

const oldPods = pods({ mirror: ['create', 'delete'], status: ['update'], eviction: true });
const newPods = pods({ mirror: ['create', 'delete'], status: ['patch', 'update'], eviction: true });

const from111 = [
  ...reviews,
  deleteNodes,
  ...newPods,
  readPodData,
  ...claimsAndRequests,
  claimStatus,
  volumeAttachments,
];
const from119 = [
  ...reviews,
  writeNodes,
  ...newPods,
  readPodData,
  ...claimsAndRequests,
  leases,
  volumeAttachments,
  tokens,
  claimStatus,
  allow(READ, 'storage.k8s.io', ['csidrivers']),
  allow(['create', 'delete', 'get', 'patch', 'update'], 'storage.k8s.io', ['csinodes']),
  allow(READ, 'node.k8s.io', ['runtimeclasses']),
];

/** Gates that are on from 1.34: DynamicResourceAllocation and KubeletServiceAccountTokenForCredentialProviders. */
const from134 = [
  ...from119,
  allow(['get'], 'resource.k8s.io', ['resourceclaims']),
  allow(['deletecollection'], 'resource.k8s.io', ['resourceslices']),
  allow(['get'], '', ['serviceaccounts']),
];
const from135 = from134.map((rule) =>
  rule.resources?.includes('events') ? { ...rule, apiGroups: ['', 'events.k8s.io'] } : rule,
);

const nodeRules = timeline<readonly PolicyRule[]>('rbac.clusterRole.system-node', [
  from(
    '1.5',
    [
      ...reviews.slice(0, -1),
      allow(['update'], '', ['nodes/status']),
      ...pods({ mirror: ['create', 'delete', 'get'], status: ['update'], eviction: false }),
      getPodData,
      ...claimsAndRequests.slice(0, 2),
    ],
    policy('policy', 'v1.5.0', 'ClusterRoles'),
  ),
  from(
    '1.6',
    [
      ...reviews,
      deleteNodes,
      ...pods({ mirror: ['create', 'delete', 'get'], status: ['update'], eviction: false }),
      getPodData,
      ...claimsAndRequests,
    ],
    testData('cluster-roles', 'v1.6.0', 'system:node'),
  ),
  from(
    '1.7',
    [...reviews, deleteNodes, ...oldPods, getPodData, ...claimsAndRequests],
    testData('cluster-roles', 'v1.7.16', 'system:node'),
    'pods/eviction is in 1.7.16, not in 1.7.0',
  ),
  from(
    '1.10',
    [...reviews, deleteNodes, ...oldPods, getPodData, ...claimsAndRequests, volumeAttachments],
    testData('cluster-roles', 'v1.10.0', 'system:node'),
  ),
  from('1.11', from111, testData('cluster-roles', 'v1.11.0', 'system:node')),
  from(
    '1.12',
    [...from111.slice(0, -2), tokens, claimStatus, volumeAttachments],
    inferredPolicy('policy', 'v1.12.4', 'NodeRules'),
  ),
  from('1.14', from119, policy('policy', 'v1.15.0', 'NodeRules; kube_features.go', ARKTOS)),
  from('1.25', from119, policy('policy', 'v1.25.10', 'NodeRules', microshift)),
  from('1.34', from134, policy('policy', 'v1.34.9', 'NodeRules', microshift)),
  from('1.35', from135, policy('policy', 'v1.35.6', 'NodeRules', microshift)),
]);

/** The rules of ClusterRole system:node; none before 1.5. */
export function systemNodeRules(release: Release): readonly PolicyRule[] {
  return nodeRules.boundaryAt(release)?.value ?? [];
}
