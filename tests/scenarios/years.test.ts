import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClusterSpec } from '../../src/cluster/model/cluster-spec.ts';
import { DAY } from '../../src/cluster/model/instant.ts';
import type { Intent } from '../../src/cluster/model/intents.ts';
import { compareReleases } from '../../src/releases/release.ts';
import { LiveCluster } from '../cluster/live-cluster.ts';
import { ERAS } from '../releases/eras.ts';

const ROTATION_BINDING = 'kubeadm:node-autoapprove-certificate-rotation';

/** What may have been done to the cluster before a year is let pass. */
const acts: readonly (Intent | undefined)[] = [
  undefined,
  { type: 'kubelet.stop', node: 'node-1' },
  { type: 'host.setPower', host: 'node-1', on: false },
  { type: 'host.setReachable', host: 'node-1', reachable: false },
  { type: 'host.setReachable', host: 'control-plane', reachable: false },
  { type: 'kubectl.delete', kind: 'ClusterRoleBinding', name: ROTATION_BINDING },
  { type: 'kubectl.delete', kind: 'ClusterRole', name: 'system:controller:node-controller' },
  { type: 'kubectl.delete', kind: 'Node', name: 'node-1' },
  { type: 'kubectl.certificate', verb: 'deny', csr: { node: 'node-1', purpose: 'serving' } },
];

interface Circumstances {
  readonly rotates: boolean;
  readonly serving: boolean;
  readonly approver: boolean;
  readonly caDays: number;
}

const changed =
  ({ rotates, serving, approver, caDays }: Circumstances) =>
  (spec: ClusterSpec): ClusterSpec => ({
    ...spec,
    controlPlane: {
      ...spec.controlPlane,
      caDuration: caDays * DAY,
      ...(approver ? { servingApprover: { policy: 'nodeAddresses' } } : {}),
    },
    nodes: spec.nodes.map((node) => ({
      ...node,
      kubelet: {
        ...node.kubelet,
        rotateCertificates: rotates,
        serverTlsBootstrap: serving,
        featureGates: serving ? { RotateKubeletServerCertificate: true } : {},
      },
    })),
  });

describe('a year in one advance', () => {
  it(
    'ends within its budget, whatever was done before; nothing outlives the CA from 1.13 on',
    { timeout: 180_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...ERAS),
          fc.record({
            rotates: fc.boolean(),
            serving: fc.boolean(),
            approver: fc.boolean(),
            caDays: fc.constantFrom(60, 400, 3650),
          }),
          fc.constantFrom(...acts),
          async (release, circumstances, act) => {
            const cluster = await LiveCluster.start(release, changed(circumstances));
            if (act) await cluster.give(act);
            expect(await cluster.pass(365 * DAY)).toBe('reached');
            if (compareReleases(release, '1.13') < 0) return;
            const end = cluster.state.controllerManager.ca!.certificate!.notAfter;
            for (const { by, certificate } of cluster.facts('certificate.issued')) {
              if (by.startsWith('kube-controller-manager'))
                expect(certificate.notAfter).toBeLessThanOrEqual(end);
            }
          },
        ),
        { numRuns: 25 },
      );
    },
  );
});
