import { describe, expect, it } from 'vitest';
import { keyOf, type PolicyRule } from '../../src/cluster/model/objects.ts';
import { defaultRbacObjects } from '../../src/releases/rbac-defaults.ts';
import { systemNodeRules } from '../../src/releases/rbac-defaults-node.ts';
import { inRange, RELEASES, SUPPORTED_RELEASES, type Release } from '../../src/releases/release.ts';

const CSR_ROLE = 'system:certificates.k8s.io:certificatesigningrequests';

const byKey = (release: Release) =>
  new Map(defaultRbacObjects(release).map((object) => [keyOf(object), object]));

const rulesOf = (
  release: Release,
  key: ReturnType<typeof keyOf>,
): readonly PolicyRule[] | undefined => {
  const object = byKey(release).get(key);
  return object && 'rules' in object ? object.rules : undefined;
};

describe('the default roles and bindings', () => {
  it('stand once each, in every release', () => {
    for (const release of RELEASES) {
      const objects = defaultRbacObjects(release);
      expect(byKey(release).size, release).toBe(objects.length);
    }
  });

  it('bind roles that exist', () => {
    for (const release of RELEASES) {
      const objects = byKey(release);
      for (const object of objects.values()) {
        if (!('roleRef' in object)) continue;
        const { kind, name } = object.roleRef;
        const namespace = object.metadata.namespace ?? '';
        const key =
          kind === 'ClusterRole'
            ? (`clusterroles//${name}` as const)
            : (`roles/${namespace}/${name}` as const);
        expect(objects.has(key), `${release} ${key}`).toBe(true);
      }
    }
  });

  it("are marked as the API server's own", () => {
    for (const { metadata } of defaultRbacObjects('1.36')) {
      expect(metadata.labels).toEqual({ 'kubernetes.io/bootstrapping': 'rbac-defaults' });
      expect(metadata.annotations).toEqual({
        'rbac.authorization.kubernetes.io/autoupdate': 'true',
      });
    }
  });

  it('let nobody bootstrap by default, in any release', () => {
    for (const release of RELEASES) {
      const bound = defaultRbacObjects(release).flatMap((object) =>
        'roleRef' in object ? [object.roleRef.name] : [],
      );
      expect(bound).not.toContain('system:node-bootstrapper');
      expect(bound.filter((name) => name.startsWith(CSR_ROLE))).toEqual([]);
    }
  });

  it('hold the roles for automatic approval from 1.8, that for serving certificates never', () => {
    expect(rulesOf('1.7', `clusterroles//${CSR_ROLE}:nodeclient`)).toBeUndefined();
    for (const release of SUPPORTED_RELEASES.filter((one) => inRange(one, { since: '1.8' }))) {
      expect(rulesOf(release, `clusterroles//${CSR_ROLE}:selfnodeclient`)).toEqual([
        {
          verbs: ['create'],
          apiGroups: ['certificates.k8s.io'],
          resources: ['certificatesigningrequests/selfnodeclient'],
        },
      ]);
      expect(rulesOf(release, `clusterroles//${CSR_ROLE}:selfnodeserver`)).toBeUndefined();
    }
  });

  it('bind the group of nodes up to 1.7 and nobody from 1.8', () => {
    const subjects = (release: Release) => byKey(release).get('clusterrolebindings//system:node');
    expect(subjects('1.7')).toMatchObject({ subjects: [{ kind: 'Group', name: 'system:nodes' }] });
    expect(subjects('1.8')).toMatchObject({ subjects: [] });
  });

  it('let csrcleaner delete from 1.10, and sign and approve by signer from 1.18', () => {
    const verbs = (release: Release) =>
      rulesOf(release, 'clusterroles//system:controller:certificate-controller')?.flatMap(
        (rule) => rule.verbs,
      );
    expect(verbs('1.9')).not.toContain('delete');
    expect(verbs('1.10')).toContain('delete');
    expect(verbs('1.17')).not.toContain('sign');
    expect(verbs('1.18')).toEqual(expect.arrayContaining(['sign', 'approve']));
  });

  it('show the health of the server to everybody', () => {
    const viewer = rulesOf('1.36', 'clusterroles//system:public-info-viewer');
    expect(viewer?.[0]?.nonResourceURLs).toContain('/healthz');
    expect(rulesOf('1.11', 'clusterroles//system:discovery')?.[0]?.nonResourceURLs).toContain(
      '/healthz',
    );
    expect(byKey('1.36').get('clusterrolebindings//system:discovery')).toMatchObject({
      subjects: [{ name: 'system:authenticated' }],
    });
  });
});

describe('the rules of nodes', () => {
  /** How many rules ClusterRole system:node had in the clusters that were recorded. */
  it.each<[Release, number]>([
    ['1.6', 14],
    ['1.8', 15],
    ['1.11', 17],
    ['1.25', 22],
  ])('of %s are as many as a real cluster has', (release, count) => {
    expect(systemNodeRules(release)).toHaveLength(count);
  });

  it('do not exist before roles were', () => {
    expect(systemNodeRules('1.4')).toEqual([]);
  });
});
