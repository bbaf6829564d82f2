/** selfnodeserver: from 1.7 to 1.10 kube-controller-manager approves serving certificates, behind a gate and a role. */
import { describe, expect, it } from 'vitest';
import type { ClusterSpec } from '../../../../src/cluster/model/cluster-spec.ts';
import type { Intent } from '../../../../src/cluster/model/intents.ts';
import type { Release } from '../../../../src/releases/release.ts';
import { LiveCluster } from '../../live-cluster.ts';

const withGates = (spec: ClusterSpec, featureGates: Record<string, boolean>): ClusterSpec => ({
  ...spec,
  controlPlane: {
    ...spec.controlPlane,
    controllerManager: {
      ...spec.controlPlane.controllerManager,
      featureGates,
    },
  },
});
const gated = (spec: ClusterSpec) => withGates(spec, { RotateKubeletServerCertificate: true });
const ungated = (spec: ClusterSpec) => withGates(spec, {});

const NAME = 'system:certificates.k8s.io:certificatesigningrequests:selfnodeserver';
const apiVersion = 'rbac.authorization.k8s.io/v1';

/** Never made by the API server itself; an operator who wanted it wrote it. */
const role: Intent = {
  type: 'kubectl.apply',
  objects: [
    {
      apiVersion,
      kind: 'ClusterRole',
      metadata: { name: NAME },
      rules: [
        {
          verbs: ['create'],
          apiGroups: ['certificates.k8s.io'],
          resources: ['certificatesigningrequests/selfnodeserver'],
        },
      ],
    },
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'auto-approve-serving' },
      subjects: [{ kind: 'Group', name: 'system:nodes' }],
      roleRef: { kind: 'ClusterRole', name: NAME },
    },
  ],
};

const asked = async (
  release: Release,
  change: (spec: ClusterSpec) => ClusterSpec,
  extra: readonly Intent[],
) => {
  const cluster = await LiveCluster.start(release, change, extra);
  await cluster.askForServing('serving', {
    sans: { ip: ['8.8.8.8'], dns: ['kubernetes.default'] },
  });
  return cluster.csr('serving');
};

describe('the gate RotateKubeletServerCertificate of kube-controller-manager', () => {
  it('approves at 1.8 whatever names a node asks for itself', async () => {
    const csr = await asked('1.8', gated, [role]);
    expect(csr?.status.conditions?.[0]).toMatchObject({
      type: 'Approved',
      reason: 'AutoApproved',
      message: 'Auto approving self kubelet server certificate after SubjectAccessReview.',
    });
    expect(csr?.status.certificate).toContain('BEGIN CERTIFICATE');
  });

  it.each([
    ['1.8 without the gate', '1.8', ungated, [role]],
    ['1.8 without the role', '1.8', gated, []],
    ['1.11, which has it no more', '1.11', gated, [role]],
    ['1.36', '1.36', gated, [role]],
  ] as const)('leaves the request pending at %s', async (_, release, change, extra) => {
    const csr = await asked(release, change, extra);
    expect(csr).toBeDefined();
    expect(csr?.status.conditions ?? []).toEqual([]);
  });
});
