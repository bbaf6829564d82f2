/** Roles of the controllers that have to do with certificates and tokens (bootstrappolicy, controller_policy.go, namespace_policy.go). */
import type { PolicyRule } from '../cluster/model/objects.ts';
import { allow, CERTIFICATES, inferredPolicy, policy, READ, testData } from './rbac-rule.ts';
import { from, timeline, type Timeline } from './timeline.ts';

type Rules = readonly PolicyRule[] | undefined;
const absent = { absent: undefined };

const events = allow(['create', 'patch', 'update'], '', ['events']);
const newEvents = allow(['create', 'patch', 'update'], ['', 'events.k8s.io'], ['events']);
const decide = allow(['update'], CERTIFICATES, [
  'certificatesigningrequests/approval',
  'certificatesigningrequests/status',
]);
const review = allow(['create'], 'authorization.k8s.io', ['subjectaccessreviews']);
const readRequests = allow(READ, CERTIFICATES, ['certificatesigningrequests']);
const cleanRequests = allow(['delete', ...READ], CERTIFICATES, ['certificatesigningrequests']);

/** May approve for the kubelet's client signer only, but sign for all four. */
const signers: readonly PolicyRule[] = [
  allow(['approve'], CERTIFICATES, ['signers'], ['kubernetes.io/kube-apiserver-client-kubelet']),
  allow(
    ['sign'],
    CERTIFICATES,
    ['signers'],
    [
      'kubernetes.io/kube-apiserver-client',
      'kubernetes.io/kube-apiserver-client-kubelet',
      'kubernetes.io/kubelet-serving',
      'kubernetes.io/legacy-unknown',
    ],
  ),
];

export const certificateController = timeline<Rules>(
  'rbac.clusterRole.certificate-controller',
  [
    from(
      '1.6',
      [readRequests, decide, events],
      testData('controller-roles', 'v1.6.0', 'system:controller:certificate-controller'),
    ),
    from(
      '1.7',
      [readRequests, decide, review, events],
      testData('controller-roles', 'v1.7.0', 'system:controller:certificate-controller'),
    ),
    from(
      '1.10',
      [cleanRequests, decide, review, events],
      testData('controller-roles', 'v1.10.0', 'system:controller:certificate-controller'),
    ),
    from(
      '1.18',
      [cleanRequests, decide, ...signers, review, newEvents],
      inferredPolicy('controller_policy', 'v1.22', 'certificate-controller'),
    ),
    from(
      '1.22',
      [cleanRequests, decide, ...signers, review, newEvents],
      policy('controller_policy', 'v1.22', 'certificate-controller', 'bluemiaomiao/kubernetes-zh'),
    ),
  ],
  absent,
);

const readNodes = allow(['get', 'list', 'update', 'delete', 'patch'], '', ['nodes']);
const listPods = allow(['list', 'delete'], '', ['pods']);
const patchStatus = [
  allow(['patch', 'update'], '', ['nodes/status']),
  allow(['patch', 'update'], '', ['pods/status']),
];

const nodeController = timeline<Rules>(
  'rbac.clusterRole.node-controller',
  [
    from(
      '1.6',
      [
        readNodes,
        allow(['update'], '', ['nodes/status']),
        allow(['update'], '', ['pods/status']),
        listPods,
        events,
      ],
      policy('controller_policy', 'v1.6.0', 'node-controller'),
    ),
    from(
      '1.7',
      [
        readNodes,
        allow(['patch', 'update'], '', ['nodes/status']),
        allow(['update'], '', ['pods/status']),
        listPods,
        events,
      ],
      policy('controller_policy', 'v1.7.0, v1.8.0', 'node-controller'),
    ),
    from(
      '1.25',
      [readNodes, ...patchStatus, allow(['list', 'get', 'delete'], '', ['pods']), newEvents],
      inferredPolicy('controller_policy', 'v1.28.3', 'node-controller'),
    ),
    from(
      '1.32',
      [
        allow(['get', 'list', 'watch', 'update', 'delete', 'patch'], '', ['nodes']),
        ...patchStatus,
        allow(['list', 'watch', 'get', 'delete'], '', ['pods']),
        newEvents,
      ],
      policy('controller_policy', 'v1.32.13', 'node-controller', 'openshift/microshift'),
      'without watch at 1.31.14',
    ),
  ],
  absent,
);

const rootCaCertPublisher = timeline<Rules>(
  'rbac.clusterRole.root-ca-cert-publisher',
  [
    from(
      '1.20',
      [allow(['create', 'update'], '', ['configmaps']), newEvents],
      inferredPolicy('controller_policy', 'v1.22', 'root-ca-cert-publisher'),
    ),
    from(
      '1.22',
      [allow(['create', 'update'], '', ['configmaps']), newEvents],
      policy('controller_policy', 'v1.22', 'root-ca-cert-publisher', 'bluemiaomiao/kubernetes-zh'),
    ),
  ],
  absent,
);

/** ClusterRoles `system:controller:<service account>`; each is bound to its service account in kube-system. */
export const CONTROLLER_ROLES: Readonly<Record<string, Timeline<Rules>>> = {
  'certificate-controller': certificateController,
  'node-controller': nodeController,
  'root-ca-cert-publisher': rootCaCertPublisher,
};

const signerReadsSecrets = timeline<Rules>(
  'rbac.role.bootstrap-signer-secrets',
  [
    from(
      '1.6',
      [allow(READ, '', ['secrets'])],
      testData('namespace-roles', 'v1.6.0', 'system:controller:bootstrap-signer'),
    ),
  ],
  absent,
);

const signsClusterInfo = [
  allow(READ, '', ['configmaps']),
  allow(['update'], '', ['configmaps'], ['cluster-info']),
];

const signerWritesClusterInfo = timeline<Rules>(
  'rbac.role.bootstrap-signer-cluster-info',
  [
    from(
      '1.6',
      [...signsClusterInfo, events],
      testData('namespace-roles', 'v1.6.0', 'system:controller:bootstrap-signer'),
    ),
    from(
      '1.19',
      [...signsClusterInfo, newEvents],
      inferredPolicy('namespace_policy', 'v1.25.10', 'init'),
    ),
  ],
  absent,
);

const cleansTokens = allow(['delete', ...READ], '', ['secrets']);

const tokenCleaner = timeline<Rules>(
  'rbac.role.token-cleaner',
  [
    from(
      '1.6',
      [cleansTokens, events],
      testData('namespace-roles', 'v1.6.0', 'system:controller:token-cleaner'),
    ),
    from('1.19', [cleansTokens, newEvents], inferredPolicy('namespace_policy', 'v1.25.10', 'init')),
  ],
  absent,
);

export interface NamespaceRole {
  readonly namespace: string;
  readonly name: string;
  readonly serviceAccount: string;
  readonly rules: Timeline<Rules>;
}

/** Roles in one namespace, each bound to a service account of kube-system. */
export const NAMESPACE_ROLES: readonly NamespaceRole[] = [
  {
    namespace: 'kube-public',
    name: 'system:controller:bootstrap-signer',
    serviceAccount: 'bootstrap-signer',
    rules: signerWritesClusterInfo,
  },
  {
    namespace: 'kube-system',
    name: 'system:controller:bootstrap-signer',
    serviceAccount: 'bootstrap-signer',
    rules: signerReadsSecrets,
  },
  {
    namespace: 'kube-system',
    name: 'system:controller:token-cleaner',
    serviceAccount: 'token-cleaner',
    rules: tokenCleaner,
  },
];
