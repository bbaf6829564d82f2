import { describe, expect, it } from 'vitest';
import type { ClusterSpec } from '../../src/cluster/model/cluster-spec.ts';
import { DAY, MINUTE } from '../../src/cluster/model/instant.ts';
import { servingApproverObjects } from '../../src/cluster/model/serving-approver.ts';
import { LiveCluster } from '../cluster/live-cluster.ts';

/** Both certificates live ten minutes; the control plane's own last the three years that kubeadm's do not. */
const tenMinutes = (spec: ClusterSpec): ClusterSpec => ({
  ...spec,
  controlPlane: {
    ...spec.controlPlane,
    certificateDuration: 3 * 365 * DAY,
    servingApprover: { policy: 'nodeAddresses' },
    controllerManager: {
      ...spec.controlPlane.controllerManager,
      clusterSigningDuration: 10 * MINUTE,
    },
  },
  nodes: spec.nodes.map((node) => ({
    ...node,
    kubelet: {
      ...node.kubelet,
      serverTlsBootstrap: true,
      featureGates: { RotateKubeletServerCertificate: true },
    },
  })),
});

describe('two years of certificates that live ten minutes', () => {
  it.each(['1.11', '1.19', '1.36'] as const)(
    'pass in one advance at %s, told as a repetition',
    { timeout: 60_000 },
    async (release) => {
      const cluster = await LiveCluster.start(release, tenMinutes, [
        { type: 'kubectl.apply', objects: servingApproverObjects },
      ]);
      const before = cluster.simulation.log.length;
      expect(await cluster.pass(2 * 365 * DAY)).toBe('reached');
      expect(cluster.simulation.log.length - before).toBeLessThan(15_000);
      const told = (what: string): number =>
        cluster
          .facts('attempts.repeated')
          .filter((fact) => fact.what === what)
          .reduce((sum, { count, every }) => sum + count * every, 0);
      // What is not really done is told, and covers the two years but for the turns between.
      expect(told('kubelet.clientCertificate.renewal')).toBeGreaterThan(729 * DAY);
      expect(told('kubelet.servingCertificate.renewal')).toBeGreaterThan(727 * DAY);
      for (const role of ['kubelet-client', 'kubelet-serving'] as const) {
        const last = cluster.facts('certificate.installed').findLast((fact) => fact.role === role);
        expect(last!.certificate.notAfter).toBeGreaterThan(cluster.state.now);
      }
    },
  );
});
