import { describe, expect, it } from 'vitest';
import type { ClusterSpec } from '../../../src/cluster/model/cluster-spec.ts';
import type { Release } from '../../../src/releases/release.ts';
import { LiveCluster } from '../../cluster/live-cluster.ts';
import { firstCsr } from './booted.ts';

const withKubelet =
  (release: Release) =>
  (spec: ClusterSpec): ClusterSpec => ({
    ...spec,
    nodes: spec.nodes.map((node) => ({ ...node, release })),
  });

const withKubectl =
  (release: Release) =>
  (spec: ClusterSpec): ClusterSpec => ({ ...spec, workstation: { ...spec.workstation, release } });

const registered = (cluster: LiveCluster): boolean => cluster.state.objects.has('nodes//node-1');

describe('a kubelet newer than its control plane', () => {
  it('stays Pending at 1.27 against 1.24, whose approver wants key encipherment', async () => {
    const cluster = await LiveCluster.start('1.24', withKubelet('1.27'));
    const csr = firstCsr(cluster);
    expect(csr.spec.usages).toEqual(['digital signature', 'client auth']);
    expect(csr.status).toEqual({});
    expect(cluster.facts('approver.ignored').length).toBeGreaterThan(0);
    expect(registered(cluster)).toBe(false);
  });

  it('registers at 1.27 against 1.25, and at 1.26 against 1.24', async () => {
    expect(registered(await LiveCluster.start('1.25', withKubelet('1.27')))).toBe(true);
    expect(registered(await LiveCluster.start('1.24', withKubelet('1.26')))).toBe(true);
  });

  it('falls back to v1beta1 at 1.19 against 1.18', async () => {
    const cluster = await LiveCluster.start('1.18', withKubelet('1.19'));
    expect(firstCsr(cluster).apiVersion).toBe('certificates.k8s.io/v1beta1');
    expect(registered(cluster)).toBe(true);
  });
});

describe('a kubelet older than its control plane', () => {
  it('asks in vain at 1.18 against 1.22, which serves v1 alone', async () => {
    const cluster = await LiveCluster.start('1.22', withKubelet('1.18'));
    const answers = cluster.facts('response.sent').map(({ answer }) => answer.code);
    expect(answers).toContain(404);
    expect(registered(cluster)).toBe(false);
  });

  it('registers at 1.18 against 1.21, and at 1.19 against 1.22', async () => {
    expect(registered(await LiveCluster.start('1.21', withKubelet('1.18')))).toBe(true);
    expect(registered(await LiveCluster.start('1.22', withKubelet('1.19')))).toBe(true);
  });
});

describe('a kubectl of another release', () => {
  it.each([
    ['1.19', '1.18'],
    ['1.18', '1.21'],
    ['1.36', '1.19'],
  ] as const)('of %s approves at %s', async (kubectl, controlPlane) => {
    const cluster = await LiveCluster.start(controlPlane, withKubectl(kubectl), [
      {
        type: 'kubectl.delete',
        kind: 'ClusterRoleBinding',
        name: 'kubeadm:node-autoapprove-bootstrap',
      },
    ]);
    await cluster.give({
      type: 'kubectl.certificate',
      verb: 'approve',
      csr: { node: 'node-1', purpose: 'client' },
    });
    await cluster.pass(30_000);
    expect(firstCsr(cluster).status.conditions?.[0]?.reason).toBe('KubectlApprove');
    expect(registered(cluster)).toBe(true);
  });
});
