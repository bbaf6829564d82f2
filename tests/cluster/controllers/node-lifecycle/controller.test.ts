import { describe, expect, it } from 'vitest';
import { DAY, HOUR, parseRfc3339, SECOND } from '../../../../src/cluster/model/instant.ts';
import { storedNode } from '../../../../src/cluster/model/reporting.ts';
import { LiveCluster } from '../../live-cluster.ts';
import { ERAS } from '../../../releases/eras.ts';

const stop = { type: 'kubelet.stop', node: 'node-1' } as const;
const start = { type: 'kubelet.start', node: 'node-1' } as const;

describe('a node that is no longer heard of', () => {
  it.each([
    ['1.8', 40],
    ['1.11', 40],
    ['1.27', 40],
    ['1.36', 50],
  ] as const)('is Unknown at %s %i s after its last heartbeat', async (release, grace) => {
    const cluster = await LiveCluster.start(release);
    expect(cluster.ready()).toMatchObject({ status: 'True', reason: 'KubeletReady' });
    await cluster.give(stop);
    await cluster.pass((grace - 10) * SECOND);
    expect(cluster.ready()?.status).toBe('True');
    await cluster.pass(16 * SECOND);
    const ready = cluster.ready()!;
    expect(ready).toMatchObject({
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
    });
    const heard = parseRfc3339(ready.lastHeartbeatTime!)!;
    const noticed = parseRfc3339(ready.lastTransitionTime!)!;
    expect(noticed - heard).toBeGreaterThanOrEqual(grace * SECOND);
    expect(noticed - heard).toBeLessThanOrEqual((grace + 6) * SECOND);
    const conditions = storedNode(cluster.state, 'node-1')!.status.conditions;
    expect(conditions.every(({ status }) => status === 'Unknown')).toBe(true);
  });

  it('is told by the account of the node controller, in one request', async () => {
    const cluster = await LiveCluster.start('1.36');
    await cluster.give(stop);
    await cluster.pass(DAY);
    const updates = cluster
      .facts('request.prepared')
      .filter(({ by }) => by.startsWith('kube-controller-manager'))
      .filter(({ request }) => request.kind === 'resource' && request.resource === 'nodes');
    expect(updates.map(({ request }) => request.kind === 'resource' && request.verb)).toEqual([
      'get',
      'update',
    ]);
    const users = cluster.facts('request.authenticated').map(({ user }) => user.name);
    expect(users).toContain('system:serviceaccount:kube-system:node-controller');
  });

  it.each(ERAS)('is Ready again at %s when its kubelet is back', async (release) => {
    const cluster = await LiveCluster.start(release);
    await cluster.give(stop);
    await cluster.pass(HOUR);
    expect(cluster.ready()?.status).toBe('Unknown');
    await cluster.give(start);
    await cluster.pass(30 * SECOND);
    expect(cluster.ready()).toMatchObject({ status: 'True', reason: 'KubeletReady' });
    await cluster.pass(HOUR);
    expect(cluster.ready()?.status).toBe('True');
  });

  it('is Unknown while it cannot be reached, and Ready with the next heartbeat', async () => {
    const cluster = await LiveCluster.start('1.27');
    await cluster.give({ type: 'host.setReachable', host: 'node-1', reachable: false });
    await cluster.pass(60 * SECOND);
    expect(cluster.ready()?.status).toBe('Unknown');
    await cluster.give({ type: 'host.setReachable', host: 'node-1', reachable: true });
    await cluster.pass(10 * SECOND + 100);
    expect(cluster.ready()?.status).toBe('True');
  });

  it('is not missed in a pause shorter than the grace period', async () => {
    const cluster = await LiveCluster.start('1.36');
    await cluster.give(stop);
    await cluster.pass(20 * SECOND);
    await cluster.give(start);
    await cluster.pass(HOUR);
    const stored = cluster.facts('object.stored').filter(({ object }) => object.kind === 'Node');
    expect(stored).toHaveLength(1);
  });

  it('is Unknown once its certificate has ended and nobody renews it', async () => {
    const cluster = await LiveCluster.start('1.8', (spec) => ({
      ...spec,
      controlPlane: {
        ...spec.controlPlane,
        controllerManager: { ...spec.controlPlane.controllerManager, clusterSigningDuration: HOUR },
      },
      nodes: spec.nodes.map((node) => ({
        ...node,
        kubelet: { ...node.kubelet, rotateCertificates: false },
      })),
    }));
    const end = cluster.facts('certificate.installed').at(-1)!.certificate.notAfter;
    await cluster.pass(end - cluster.state.now + 30 * SECOND);
    expect(cluster.ready()?.status).toBe('True');
    await cluster.pass(20 * SECOND);
    expect(cluster.ready()?.status).toBe('Unknown');
  });

  it('is left alone where the controller is switched off', async () => {
    const cluster = await LiveCluster.start('1.36', (spec) => ({
      ...spec,
      controlPlane: {
        ...spec.controlPlane,
        controllerManager: {
          ...spec.controlPlane.controllerManager,
          controllers: ['*', '-nodelifecycle'],
        },
      },
    }));
    await cluster.give(stop);
    await cluster.pass(DAY);
    expect(cluster.ready()?.status).toBe('True');
  });
});

describe('a node controller that may not write', () => {
  it('tries at each look for a year, as one fact, and succeeds once it may', async () => {
    const cluster = await LiveCluster.start('1.36', (spec) => ({
      ...spec,
      controlPlane: { ...spec.controlPlane, certificateDuration: 3650 * DAY },
    }));
    const role = cluster.state.objects.get('clusterroles//system:controller:node-controller')!;
    await cluster.give({
      type: 'kubectl.delete',
      kind: 'ClusterRole',
      name: 'system:controller:node-controller',
    });
    await cluster.give(stop);
    expect(await cluster.pass(365 * DAY)).toBe('reached');
    expect(cluster.ready()?.status).toBe('True');
    const repeated = cluster
      .facts('attempts.repeated')
      .filter(({ what }) => what === 'nodelifecycle.monitor');
    expect(repeated.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(6_000_000);
    const { uid: _, resourceVersion: __, creationTimestamp: ___, ...metadata } = role.metadata;
    await cluster.give({ type: 'kubectl.apply', objects: [{ ...role, metadata } as typeof role] });
    await cluster.pass(20 * SECOND);
    expect(cluster.ready()?.status).toBe('Unknown');
  });
});
