import { describe, expect, it } from 'vitest';
import { attributesOfReview } from '../../../../src/cluster/apiserver/authorization/attributes.ts';
import {
  authorizeByRbac,
  type Binding,
  type RbacObjects,
} from '../../../../src/cluster/apiserver/authorization/rbac.ts';
import {
  keyOf,
  type ClusterRole,
  type RbacSubject,
  type Role,
} from '../../../../src/cluster/model/objects.ts';

const apiVersion = 'rbac.authorization.k8s.io/v1';
const rules = [{ verbs: ['get'], apiGroups: [''], resources: ['secrets'] }];

const clusterRole: ClusterRole = {
  apiVersion,
  kind: 'ClusterRole',
  metadata: { name: 'reader' },
  rules,
};
const role: Role = {
  apiVersion,
  kind: 'Role',
  metadata: { name: 'reader', namespace: 'kube-system' },
  rules,
};

function everywhere(name: string, subject: RbacSubject, roleName = 'reader'): Binding {
  return {
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    subjects: [subject],
    roleRef: { kind: 'ClusterRole', name: roleName },
  };
}

function within(
  namespace: string,
  subject: RbacSubject,
  kind: 'Role' | 'ClusterRole' = 'Role',
): Binding {
  return {
    apiVersion,
    kind: 'RoleBinding',
    metadata: { name: 'local', namespace },
    subjects: [subject],
    roleRef: { kind, name: 'reader' },
  };
}

const objects = (...bindings: Binding[]): RbacObjects => {
  const stored = new Map([clusterRole, role, ...bindings].map((object) => [keyOf(object), object]));
  return { bindings, get: (key) => stored.get(key) };
};

const asks = (name: string, groups: readonly string[] = [], namespace?: string) =>
  attributesOfReview(
    { name, groups },
    { verb: 'get', resource: 'secrets', ...(namespace === undefined ? {} : { namespace }) },
  );

describe('the RBAC evaluator', () => {
  it('finds users and groups, and says which binding and role allowed', () => {
    const bound = objects(everywhere('b', { kind: 'Group', name: 'dev' }));
    expect(authorizeByRbac(asks('alice', ['dev']), bound, '1.36')).toEqual({
      allowed: true,
      reason: 'RBAC: allowed by ClusterRoleBinding "b" of ClusterRole "reader" to Group "dev"',
      binding: 'clusterrolebindings//b',
      role: 'clusterroles//reader',
    });
    expect(authorizeByRbac(asks('dev'), bound, '1.36')).toEqual({ allowed: false, reason: '' });
  });

  it('does not take a user for a group of that name', () => {
    const bound = objects(everywhere('b', { kind: 'User', name: 'alice' }));
    expect(authorizeByRbac(asks('alice'), bound, '1.36').allowed).toBe(true);
    expect(authorizeByRbac(asks('bob', ['alice']), bound, '1.36').allowed).toBe(false);
  });

  it('finds service accounts by the name that they have as users', () => {
    const account = {
      kind: 'ServiceAccount',
      name: 'token-cleaner',
      namespace: 'kube-system',
    } as const;
    const bound = objects(everywhere('b', account));
    const allowed = authorizeByRbac(
      asks('system:serviceaccount:kube-system:token-cleaner'),
      bound,
      '1.36',
    );
    expect(allowed).toMatchObject({
      allowed: true,
      reason: expect.stringContaining('ServiceAccount "token-cleaner/kube-system"') as string,
    });
    const unnamed = objects(everywhere('b', { kind: 'ServiceAccount', name: 'token-cleaner' }));
    expect(
      authorizeByRbac(asks('system:serviceaccount::token-cleaner'), unnamed, '1.36').allowed,
    ).toBe(false);
  });

  it('lets a RoleBinding count in its own namespace only', () => {
    const bound = objects(within('kube-system', { kind: 'User', name: 'alice' }));
    expect(authorizeByRbac(asks('alice', [], 'kube-system'), bound, '1.36')).toMatchObject({
      allowed: true,
      role: 'roles/kube-system/reader',
      reason: 'RBAC: allowed by RoleBinding "local/kube-system" of Role "reader" to User "alice"',
    });
    expect(authorizeByRbac(asks('alice', [], 'default'), bound, '1.36').allowed).toBe(false);
    expect(authorizeByRbac(asks('alice'), bound, '1.36').allowed).toBe(false);
  });

  it('takes a service account without a namespace to be one of the RoleBinding', () => {
    const bound = objects(
      within('kube-system', { kind: 'ServiceAccount', name: 'cleaner' }, 'ClusterRole'),
    );
    const name = 'system:serviceaccount:kube-system:cleaner';
    expect(authorizeByRbac(asks(name, [], 'kube-system'), bound, '1.36').allowed).toBe(true);
  });

  it('tells of roles that are missing, and goes on looking', () => {
    const missing = everywhere('a', { kind: 'User', name: 'alice' }, 'gone');
    const reason = 'RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found';
    expect(authorizeByRbac(asks('alice'), objects(missing), '1.36')).toEqual({
      allowed: false,
      reason,
    });
    const found = objects(missing, everywhere('b', { kind: 'User', name: 'alice' }));
    expect(authorizeByRbac(asks('alice'), found, '1.36').allowed).toBe(true);
  });

  it('says the same once from 1.14', () => {
    const twice = objects(
      everywhere('a', { kind: 'User', name: 'alice' }, 'gone'),
      everywhere('b', { kind: 'User', name: 'alice' }, 'gone'),
    );
    const text = 'clusterrole.rbac.authorization.k8s.io "gone" not found';
    expect(authorizeByRbac(asks('alice'), twice, '1.11').reason).toBe(`RBAC: [${text}, ${text}]`);
    expect(authorizeByRbac(asks('alice'), twice, '1.14').reason).toBe(`RBAC: ${text}`);
  });
});
