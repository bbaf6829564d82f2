/** A request that is recognised and never allowed: tried again with growing pauses until csrcleaner removes it. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, SECOND } from '../../../../src/cluster/model/instant.ts';
import type { Release } from '../../../../src/releases/release.ts';
import { LiveCluster } from '../../live-cluster.ts';

const notAllowed = (release: Release) =>
  LiveCluster.start(release, (spec) => spec, [
    {
      type: 'kubectl.delete',
      kind: 'ClusterRoleBinding',
      name: 'kubeadm:node-autoapprove-bootstrap',
    },
  ]);

const MOST = 1000 * SECOND;

describe.each(['1.11', '1.19', '1.36'] as const)('a request nobody allows at %s', (release) => {
  it('is reviewed some twenty times a day, the rest is one fact', async () => {
    const cluster = await notAllowed(release);
    expect(await cluster.pass(23 * HOUR)).toBe('reached');
    const first = cluster.facts('approver.gaveUp')[0]!.csr;
    const tries = cluster.facts('approver.gaveUp').filter(({ csr }) => csr === first);
    expect(tries.length).toBeLessThan(25);
    const atMost = tries.filter(({ retryIn }) => retryIn === MOST).map(({ at }) => at);
    expect(atMost.length).toBeGreaterThanOrEqual(3);
    expect(atMost[1]! - atMost[0]!).toBeLessThan(MOST + SECOND);
    const passedOver = cluster
      .facts('attempts.repeated')
      .filter(({ what, every }) => what === 'approver.retry' && every === MOST);
    const skipped = passedOver.reduce((sum, { count }) => sum + count, 0);
    expect(skipped).toBeGreaterThan(50);
    for (const { from, to, every, count } of passedOver)
      expect(to - from).toBe((count - 1) * every);
  });

  it('is approved at the next try once it is allowed', async () => {
    const cluster = await notAllowed(release);
    const { csr } = cluster.facts('approver.gaveUp')[0]!;
    await cluster.give({
      type: 'kubectl.apply',
      objects: [
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRoleBinding',
          metadata: { name: 'late' },
          subjects: [{ kind: 'Group', name: 'system:bootstrappers' }],
          roleRef: {
            kind: 'ClusterRole',
            name: 'system:certificates.k8s.io:certificatesigningrequests:nodeclient',
          },
        },
      ],
    });
    await cluster.pass(10 * 60 * SECOND);
    expect(cluster.csr(csr)?.status.certificate).toBeDefined();
  });
});

describe('csrcleaner over months', () => {
  it.each([
    ['1.8', 1],
    ['1.11', 0],
    ['1.36', 0],
  ] as const)('leaves at %s %i request that nobody decided', async (release, left) => {
    const cluster = await notAllowed(release);
    await cluster.give({ type: 'kubelet.stop', node: 'node-1' });
    await cluster.pass(60 * DAY);
    const kept = [...cluster.state.objects.keys()].filter((key) =>
      key.startsWith('certificatesigningrequests/'),
    );
    expect(kept).toHaveLength(left);
  });

  it('is refused each hour at 1.9, whose role has no delete', async () => {
    const cluster = await notAllowed('1.9');
    await cluster.give({ type: 'kubelet.stop', node: 'node-1' });
    expect(await cluster.pass(60 * DAY)).toBe('reached');
    const refused = cluster.facts('request.notAuthorized').map(({ message }) => message);
    expect(refused.some((message) => message.includes('cannot delete'))).toBe(true);
    const hours = cluster
      .facts('attempts.repeated')
      .filter(({ what }) => what === 'csrcleaner.poll')
      .reduce((sum, { count }) => sum + count, 0);
    expect(hours).toBeGreaterThan(58 * 24 - 4);
  });
});
