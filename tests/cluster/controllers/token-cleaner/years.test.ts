import { describe, expect, it } from 'vitest';
import { DAY, MINUTE, parseRfc3339, SECOND } from '../../../../src/cluster/model/instant.ts';
import { LiveCluster } from '../../live-cluster.ts';

const SECRET = 'secrets/kube-system/bootstrap-token-07401b';
const EXPIRY = parseRfc3339('2026-03-03T09:00:00Z')!;

describe('tokencleaner over long advances', () => {
  it.each([
    ['1.8', 10 * SECOND],
    ['1.19', SECOND],
    ['1.27', SECOND],
    ['1.36', SECOND],
  ] as const)(
    'deletes the expired token at %s by itself, within %i ms',
    async (release, within) => {
      const cluster = await LiveCluster.start(release);
      await cluster.pass(EXPIRY - cluster.state.now - MINUTE);
      expect(cluster.state.objects.has(SECRET)).toBe(true);
      await cluster.pass(365 * DAY);
      const gone = cluster.facts('object.deleted').find(({ key }) => key === SECRET)!;
      expect(gone.at).toBeGreaterThanOrEqual(EXPIRY);
      expect(gone.at).toBeLessThanOrEqual(EXPIRY + within);
      expect(cluster.facts('tokenCleaner.removed')).toHaveLength(1);
      const asked = cluster
        .facts('request.prepared')
        .find(({ exchange }) => exchange === gone.exchange);
      expect(asked?.credential).toMatchObject({ kind: 'bearerToken' });
    },
  );

  it('leaves it at 1.11, which looks only when a Secret changes', async () => {
    const cluster = await LiveCluster.start('1.11');
    await cluster.pass(365 * DAY);
    expect(cluster.state.objects.has(SECRET)).toBe(true);
  });

  it('is off unless it is named', async () => {
    const cluster = await LiveCluster.start('1.36', (spec) => ({
      ...spec,
      controlPlane: {
        ...spec.controlPlane,
        controllerManager: { ...spec.controlPlane.controllerManager, controllers: ['*'] },
      },
    }));
    await cluster.pass(365 * DAY);
    expect(cluster.state.objects.has(SECRET)).toBe(true);
  });
});
