/**
 * The roles and bindings that kube-apiserver stores by itself when it starts (plugin/pkg/auth/authorizer/rbac/bootstrappolicy).
 * SIMPLIFIED: of the default roles only those are here that have to do with certificates, tokens, nodes, discovery and the administrator.
 */
import type {
  ClusterRole,
  ClusterRoleBinding,
  PolicyRule,
  RbacSubject,
  Role,
  RoleBinding,
} from '../cluster/model/objects.ts';
import { rbacApiVersion } from './api-texts.ts';
import { CONTROLLER_ROLES, NAMESPACE_ROLES } from './rbac-defaults-controllers.ts';
import { systemNodeRules } from './rbac-defaults-node.ts';
import { DEFAULT_CLUSTER_ROLES } from './rbac-defaults-roles.ts';
import { ARKTOS, policy, testData } from './rbac-rule.ts';
import type { Release } from './release.ts';
import { from, read, timeline, type Timeline } from './timeline.ts';

export type RbacObject = ClusterRole | ClusterRoleBinding | Role | RoleBinding;

const group = (name: string): RbacSubject => ({ kind: 'Group', name });
const user = (name: string): RbacSubject => ({ kind: 'User', name });
const serviceAccount = (name: string): RbacSubject => ({
  kind: 'ServiceAccount',
  name,
  namespace: 'kube-system',
});

const ANYBODY = [group('system:authenticated'), group('system:unauthenticated')];

type Subjects = readonly RbacSubject[] | undefined;
const absent = { absent: undefined };

/** Subjects of the default ClusterRoleBindings; each has the name of its role. */
const BINDINGS: Readonly<Record<string, Timeline<Subjects>>> = {
  'cluster-admin': timeline<Subjects>(
    'rbac.binding.cluster-admin',
    [from('1.5', [group('system:masters')], policy('policy', 'v1.5.0', 'ClusterRoleBindings'))],
    absent,
  ),
  'system:basic-user': timeline<Subjects>(
    'rbac.binding.system-basic-user',
    [
      from('1.5', ANYBODY, policy('policy', 'v1.5.0', 'ClusterRoleBindings')),
      from(
        '1.14',
        [group('system:authenticated')],
        testData(
          'cluster-role-bindings',
          'v1.15.0; CHANGELOG-1.14.md',
          'system:basic-user',
          ARKTOS,
        ),
      ),
    ],
    absent,
  ),
  'system:discovery': timeline<Subjects>(
    'rbac.binding.system-discovery',
    [
      from('1.5', ANYBODY, policy('policy', 'v1.5.0', 'ClusterRoleBindings')),
      from(
        '1.14',
        [group('system:authenticated')],
        testData('cluster-role-bindings', 'v1.15.0; CHANGELOG-1.14.md', 'system:discovery', ARKTOS),
      ),
    ],
    absent,
  ),
  'system:kube-controller-manager': timeline<Subjects>(
    'rbac.binding.system-kube-controller-manager',
    [
      from(
        '1.6',
        [user('system:kube-controller-manager')],
        testData('cluster-role-bindings', 'v1.6.0', 'system:kube-controller-manager'),
      ),
    ],
    absent,
  ),
  'system:node': timeline<Subjects>(
    'rbac.binding.system-node',
    [
      from('1.5', [group('system:nodes')], policy('policy', 'v1.5.0', 'ClusterRoleBindings')),
      from('1.8', [], testData('cluster-role-bindings', 'v1.8.0', 'system:node')),
    ],
    absent,
  ),
  'system:public-info-viewer': timeline<Subjects>(
    'rbac.binding.system-public-info-viewer',
    [
      from(
        '1.14',
        ANYBODY,
        testData(
          'cluster-role-bindings',
          'v1.15.0; CHANGELOG-1.14.md',
          'system:public-info-viewer',
          ARKTOS,
        ),
      ),
    ],
    absent,
  ),
};

/** Whether the API server marks its objects as ones that it repairs at its next start. */
const autoUpdate = timeline('rbac.defaults.autoUpdate', [
  from('1.4', false, policy('policy', 'v1.5.0', 'addClusterRoleLabel')),
  from('1.6', true, policy('policy', 'v1.6.0', 'Annotation')),
]);

/** Marks by which the API server knows its own objects again. */
function metadata(release: Release, name: string, namespace?: string): ClusterRole['metadata'] {
  const annotations = { 'rbac.authorization.kubernetes.io/autoupdate': 'true' };
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
    ...(autoUpdate.at(release) ? { annotations } : {}),
  };
}

function clusterRole(release: Release, name: string, rules: readonly PolicyRule[]): ClusterRole {
  const apiVersion = rbacApiVersion.at(release);
  return { apiVersion, kind: 'ClusterRole', metadata: metadata(release, name), rules };
}

function clusterRoleBinding(
  release: Release,
  name: string,
  subjects: readonly RbacSubject[],
): ClusterRoleBinding {
  return {
    apiVersion: rbacApiVersion.at(release),
    kind: 'ClusterRoleBinding',
    metadata: metadata(release, name),
    subjects,
    roleRef: { kind: 'ClusterRole', name },
  };
}

function ofCluster(release: Release): readonly RbacObject[] {
  const roles = Object.entries(DEFAULT_CLUSTER_ROLES).flatMap(([name, rules]) => {
    const found = rules.at(release);
    return found ? [clusterRole(release, name, found)] : [];
  });
  const node = systemNodeRules(release);
  const bindings = Object.entries(BINDINGS).flatMap(([name, subjects]) => {
    const found = subjects.at(release);
    return found ? [clusterRoleBinding(release, name, found)] : [];
  });
  return [
    ...roles,
    ...(node.length > 0 ? [clusterRole(release, 'system:node', node)] : []),
    ...bindings,
  ];
}

function ofControllers(release: Release): readonly RbacObject[] {
  return Object.entries(CONTROLLER_ROLES).flatMap(([account, rules]) => {
    const name = `system:controller:${account}`;
    const found = rules.at(release);
    if (!found) return [];
    return [
      clusterRole(release, name, found),
      clusterRoleBinding(release, name, [serviceAccount(account)]),
    ];
  });
}

function ofNamespaces(release: Release): readonly RbacObject[] {
  const apiVersion = rbacApiVersion.at(release);
  return NAMESPACE_ROLES.flatMap((role): readonly RbacObject[] => {
    const rules = role.rules.at(release);
    if (!rules) return [];
    const place = metadata(release, role.name, role.namespace);
    return [
      { apiVersion, kind: 'Role', metadata: place, rules },
      {
        apiVersion,
        kind: 'RoleBinding',
        metadata: place,
        subjects: [serviceAccount(role.serviceAccount)],
        roleRef: { kind: 'Role', name: role.name },
      },
    ];
  });
}

/** Whether the group system:nodes is left out of the default bindings where the Node authorizer is on. */
const omitsNodesGroup = timeline('rbac.omitsNodesGroup', [
  from('1.5', false, policy('policy', 'v1.5.0, v1.6.0', 'ClusterRoleBindings')),
  from(
    '1.7',
    true,
    read(
      'pkg/kubeapiserver/authorizer/config.go',
      'v1.7.0, v1.7.16',
      'AuthorizationConfig.New; OmitNodesGroupBinding',
      { readIn: 'wenlaizhou/kubernetes' },
    ),
  ),
]);

const withoutNodesGroup = (object: RbacObject): RbacObject =>
  'roleRef' in object && object.roleRef.name === 'system:node'
    ? { ...object, subjects: object.subjects.filter(({ name }) => name !== 'system:nodes') }
    : object;

/**
 * All default roles and bindings of a release, without uid and resourceVersion.
 * @param modes --authorization-mode of kube-apiserver
 */
export function defaultRbacObjects(
  release: Release,
  modes: readonly string[] = [],
): readonly RbacObject[] {
  const all = [...ofCluster(release), ...ofControllers(release), ...ofNamespaces(release)];
  const omits = modes.includes('Node') && all.length > 0 && omitsNodesGroup.at(release);
  return omits ? all.map(withoutNodesGroup) : all;
}
