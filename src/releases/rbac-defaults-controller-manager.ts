/** ClusterRole system:kube-controller-manager: what the controller manager itself may do, besides its controllers' own accounts. */
import type { PolicyRule } from '../cluster/model/objects.ts';
import { allow, CERTIFICATES, inferredPolicy, policy, testData } from './rbac-rule.ts';
import { from, timeline } from './timeline.ts';

const microshift = 'openshift/microshift';
const LISTEN = ['list', 'watch'];

const listenToAll = allow(LISTEN, '*', ['*']);
const tokenReviews = allow(['create'], 'authentication.k8s.io', ['tokenreviews']);
const accessReviews = allow(['create'], 'authorization.k8s.io', ['subjectaccessreviews']);
const accountTokens = allow(['create'], '', ['serviceaccounts/token']);

const old: readonly PolicyRule[] = [
  allow(['create', 'patch', 'update'], '', ['events']),
  allow(['create'], '', ['endpoints', 'secrets', 'serviceaccounts']),
  allow(['delete'], '', ['secrets']),
  allow(['get'], '', ['endpoints', 'namespaces', 'secrets', 'serviceaccounts']),
  allow(['update'], '', ['endpoints', 'secrets', 'serviceaccounts']),
  tokenReviews,
];

/** In 1.6 every kind that an informer listens to is named. */
const informers: readonly PolicyRule[] = [
  allow(LISTEN, '', [
    ...['configmaps', 'namespaces', 'nodes', 'persistentvolumeclaims', 'persistentvolumes', 'pods'],
    ...['replicationcontrollers', 'resourcequotas', 'secrets', 'serviceaccounts', 'services'],
  ]),
  allow(LISTEN, 'extensions', ['daemonsets', 'deployments', 'podsecuritypolicies', 'replicasets']),
  allow(LISTEN, 'apps', ['deployments']),
  allow(LISTEN, 'batch', ['cronjobs', 'jobs']),
  allow(LISTEN, 'apps', ['statefulsets']),
  allow(LISTEN, 'policy', ['poddisruptionbudgets']),
  allow(LISTEN, 'autoscaling', ['horizontalpodautoscalers']),
  allow(LISTEN, CERTIFICATES, ['certificatesigningrequests']),
  allow(LISTEN, 'storage.k8s.io', ['storageclasses']),
];

const leases: readonly PolicyRule[] = [
  allow(['create', 'patch', 'update'], ['', 'events.k8s.io'], ['events']),
  allow(['create'], 'coordination.k8s.io', ['leases']),
  allow(['get', 'update'], 'coordination.k8s.io', ['leases'], ['kube-controller-manager']),
];

const endpoints: readonly PolicyRule[] = [
  allow(['create'], '', ['endpoints']),
  allow(['get', 'update'], '', ['endpoints'], ['kube-controller-manager']),
];

const rest: readonly PolicyRule[] = [
  allow(['create'], '', ['secrets', 'serviceaccounts']),
  allow(['delete'], '', ['secrets']),
  allow(['get'], '', ['configmaps', 'namespaces', 'secrets', 'serviceaccounts']),
  allow(['update'], '', ['secrets', 'serviceaccounts']),
  tokenReviews,
  accessReviews,
  listenToAll,
  accountTokens,
];

export const controllerManagerRules = timeline<readonly PolicyRule[] | undefined>(
  'rbac.clusterRole.system-kube-controller-manager',
  [
    from(
      '1.6',
      [...old, ...informers],
      testData('cluster-roles', 'v1.6.13', 'system:kube-controller-manager'),
      'get and update of secrets are in 1.6.13, not in 1.6.0',
    ),
    from(
      '1.7',
      [...old, listenToAll],
      testData('cluster-roles', 'v1.7.0', 'system:kube-controller-manager'),
    ),
    from(
      '1.12',
      [...old, accessReviews, listenToAll],
      inferredPolicy('policy', 'v1.13.4', 'ClusterRoles'),
    ),
    from(
      '1.19',
      [...leases, ...endpoints, ...rest],
      inferredPolicy('policy', 'v1.22', 'clusterRoles'),
    ),
    from('1.28', [...leases, ...rest], policy('policy', 'v1.28.3', 'clusterRoles', microshift)),
  ],
  { absent: undefined },
);
