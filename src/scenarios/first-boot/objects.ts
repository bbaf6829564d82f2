/** What the administrator sets up: the bootstrap token Secret, roles and bindings, as kubeadm names them. */
import { rfc3339 } from '../../cluster/model/instant.ts';
import type {
  ApiObject,
  ClusterRole,
  ClusterRoleBinding,
  Secret,
} from '../../cluster/model/objects.ts';
import { rbacApiVersion } from '../../releases/api-texts.ts';
import { bootstrapTokenExtraGroups } from '../../releases/authentication.ts';
import { approvalRole, joinGroup, joinTokenLifetime } from '../../releases/kubeadm.ts';
import { DEFAULT_RELEASE, type Release } from '../../releases/release.ts';
import { STARTS_AT, TOKEN, TOKEN_ID } from './cluster.ts';

/** The token as a Secret, from 1.6 on: it expires and names its group from 1.8 on. */
export function bootstrapTokenSecretOf(release: Release): Secret {
  const lifetime = joinTokenLifetime.at(release);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `bootstrap-token-${TOKEN_ID}`, namespace: 'kube-system' },
    type: 'bootstrap.kubernetes.io/token',
    data: {
      'token-id': TOKEN_ID,
      'token-secret': TOKEN.slice(TOKEN_ID.length + 1),
      ...(lifetime === undefined ? {} : { expiration: rfc3339(STARTS_AT + lifetime) }),
      'usage-bootstrap-authentication': 'true',
      'usage-bootstrap-signing': 'true',
      ...(bootstrapTokenExtraGroups.at(release)
        ? { 'auth-extra-groups': joinGroup.at(release) }
        : {}),
    },
  };
}

const RBAC_GROUP = 'certificates.k8s.io';
const NODE_CLIENT = 'certificatesigningrequests/nodeclient';
const SELF_NODE_CLIENT = 'certificatesigningrequests/selfnodeclient';

export const BOOTSTRAP_BINDING = 'kubeadm:kubelet-bootstrap';
export const APPROVE_BINDING = 'kubeadm:node-autoapprove-bootstrap';
export const ROTATION_BINDING = 'kubeadm:node-autoapprove-certificate-rotation';

function binding(release: Release, name: string, role: string, group: string): ClusterRoleBinding {
  return {
    apiVersion: rbacApiVersion.at(release),
    kind: 'ClusterRoleBinding',
    metadata: { name },
    subjects: [{ kind: 'Group', name: group }],
    roleRef: { kind: 'ClusterRole', name: role },
  };
}

/** A role that lets requests for one subresource be approved. */
function approvalRoleNamed(release: Release, name: string, resource: string): ClusterRole {
  return {
    apiVersion: rbacApiVersion.at(release),
    kind: 'ClusterRole',
    metadata: { name },
    rules: [{ verbs: ['create'], apiGroups: [RBAC_GROUP], resources: [resource] }],
  };
}

/** Who is approved without a person: nobody by RBAC up to 1.6; in 1.7 by roles made for it; then by default roles. */
function approvals(release: Release): readonly (ClusterRole | ClusterRoleBinding)[] {
  const group = joinGroup.at(release);
  const defaultRole = (resource: string) => `system:${RBAC_GROUP}:${resource.replace('/', ':')}`;
  switch (approvalRole.at(release)) {
    case 'none':
      return [];
    case 'own':
      return [
        approvalRoleNamed(release, APPROVE_BINDING, NODE_CLIENT),
        binding(release, APPROVE_BINDING, APPROVE_BINDING, group),
        approvalRoleNamed(release, ROTATION_BINDING, SELF_NODE_CLIENT),
        binding(release, ROTATION_BINDING, ROTATION_BINDING, 'system:nodes'),
      ];
    case 'default':
      return [
        binding(release, APPROVE_BINDING, defaultRole(NODE_CLIENT), group),
        binding(release, ROTATION_BINDING, defaultRole(SELF_NODE_CLIENT), 'system:nodes'),
      ];
  }
}

/** Roles and bindings in the order in which they are applied. */
export function bindingsOf(release: Release): readonly (ClusterRole | ClusterRoleBinding)[] {
  return [
    binding(release, BOOTSTRAP_BINDING, 'system:node-bootstrapper', joinGroup.at(release)),
    ...approvals(release),
  ];
}

/** All that is applied before a node joins; nothing up to 1.5, where the token is a row of a file. */
export function joinObjects(release: Release): readonly ApiObject[] {
  return [bootstrapTokenSecretOf(release), ...bindingsOf(release)];
}

export const bootstrapTokenSecret = bootstrapTokenSecretOf(DEFAULT_RELEASE);
export const bindings = bindingsOf(DEFAULT_RELEASE).filter(
  (object) => object.kind === 'ClusterRoleBinding',
);
