import { describe, expect, it } from 'vitest';
import { attributesOf } from '../../../../src/cluster/apiserver/authorization/attributes.ts';
import {
  authorize,
  type Authorizer,
} from '../../../../src/cluster/apiserver/authorization/chain.ts';
import type { ResourceRequest } from '../../../../src/cluster/model/requests.ts';
import { defaultRbacObjects } from '../../../../src/releases/rbac-defaults.ts';
import { keyOf } from '../../../../src/cluster/model/objects.ts';
import type { Release } from '../../../../src/releases/release.ts';

function authorizer(release: Release, modes: Authorizer['modes'] = ['Node', 'RBAC']): Authorizer {
  const defaults = defaultRbacObjects(release);
  const byKey = new Map(defaults.map((object) => [keyOf(object), object]));
  const bindings = defaults.filter(
    (object) => object.kind === 'ClusterRoleBinding' || object.kind === 'RoleBinding',
  );
  return { release, modes, objects: { bindings, get: (key) => byKey.get(key) } };
}

const createCsr: ResourceRequest = {
  kind: 'resource',
  verb: 'create',
  apiGroup: 'certificates.k8s.io',
  apiVersion: 'v1',
  resource: 'certificatesigningrequests',
};

const node = { name: 'system:node:node-1', groups: ['system:nodes', 'system:authenticated'] };
const verdicts = (release: Release, user = node, request: ResourceRequest = createCsr) =>
  authorize(attributesOf(user, request, release), authorizer(release)).asked.map(
    ({ authorizer: name, outcome }) => `${name} ${outcome}`,
  );

describe('the authorizers in their order', () => {
  it('let system:masters do everything without asking anybody', () => {
    const admin = { name: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] };
    expect(verdicts('1.36', admin)).toEqual(['systemMasters allowed']);
  });

  it('stop at the first that allows', () => {
    expect(verdicts('1.36')).toEqual(['Node allowed']);
  });

  it('leave out Node in 1.6, where the group system:nodes is bound', () => {
    expect(verdicts('1.6')).toEqual(['RBAC allowed']);
  });

  it('ask RBAC for who is no node', () => {
    const boot = { name: 'system:bootstrap:07401b', groups: ['system:bootstrappers'] };
    expect(verdicts('1.36', boot)).toEqual(['Node noOpinion', 'RBAC noOpinion']);
  });

  it('give the reasons of all that did not allow, a line each', () => {
    const strange = { name: 'system:node:', groups: ['system:nodes'] };
    const review = attributesOf(strange, { ...createCsr, verb: 'delete', name: 'x' }, '1.36');
    const missing = authorizer('1.36');
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'b' },
      subjects: [{ kind: 'Group', name: 'system:nodes' }],
      roleRef: { kind: 'ClusterRole', name: 'gone' },
    } as const;
    const { reason } = authorize(review, {
      ...missing,
      objects: { ...missing.objects, bindings: [binding] },
    });
    expect(reason).toBe(
      'unknown node for user "system:node:"\nRBAC: clusterrole.rbac.authorization.k8s.io "gone" not found',
    );
  });

  it('allow everything with AlwaysAllow', () => {
    const anybody = attributesOf({ name: 'x', groups: [] }, createCsr, '1.36');
    expect(authorize(anybody, authorizer('1.36', ['AlwaysAllow'])).allowed).toBe(true);
  });
});

describe('attributes of a request', () => {
  it('have no name for a creation', () => {
    expect(attributesOf(node, { ...createCsr, name: 'x' }, '1.36')).toMatchObject({ name: '' });
  });

  it('have the name of a field selector from 1.11', () => {
    const watch: ResourceRequest = {
      ...createCsr,
      verb: 'watch',
      fieldSelector: 'metadata.name=csr-1',
    };
    expect(attributesOf(node, watch, '1.10')).toMatchObject({ name: '' });
    expect(attributesOf(node, watch, '1.11')).toMatchObject({ name: 'csr-1' });
  });
});
