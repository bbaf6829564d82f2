/** The end of the cluster CA: nothing outlives it from 1.13 on, and what the signer says once it is over. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  certificateValidity,
  CONTROLLER_BACKDATE,
  CONTROLLER_SHORT,
} from '../../../../src/cluster/controllers/signer/validity.ts';
import { DAY, HOUR, MINUTE } from '../../../../src/cluster/model/instant.ts';
import { compareReleases, RELEASES, type Release } from '../../../../src/releases/release.ts';
import { LiveCluster } from '../../live-cluster.ts';

const CAPPED = RELEASES.filter((release) => compareReleases(release, '1.13') >= 0);
const NOW = Date.parse('2026-03-02T09:00:00Z');

describe('any certificate that a signer makes from 1.13 on', () => {
  it('ends with its CA at the latest, and after it begins', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CAPPED),
        fc.integer({ min: 0, max: 400 * DAY }),
        fc.integer({ min: 10 * MINUTE, max: 3650 * DAY }),
        fc.integer({ min: -DAY, max: 3650 * DAY }),
        (release, elapsed, duration, caLeft) => {
          const now = NOW + elapsed;
          const caNotAfter = Math.floor((now + caLeft) / 1000) * 1000;
          const found = certificateValidity(
            { now, duration, caNotAfter, backdate: CONTROLLER_BACKDATE, short: CONTROLLER_SHORT },
            release,
          );
          if (!found.ok) {
            expect(now).toBeGreaterThanOrEqual(caNotAfter);
            return;
          }
          expect(found.notAfter).toBeLessThanOrEqual(caNotAfter);
          expect(found.notAfter).toBeGreaterThanOrEqual(found.notBefore);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

const withCa = (release: Release) =>
  LiveCluster.start(release, (spec) => ({
    ...spec,
    controlPlane: { ...spec.controlPlane, caDuration: 30 * DAY },
  }));

const issued = (cluster: LiveCluster) =>
  cluster
    .facts('certificate.issued')
    .filter(({ by }) => by.startsWith('kube-controller-manager'))
    .map(({ certificate }) => certificate.notAfter);

describe('a cluster whose CA lasts thirty days', () => {
  it.each(['1.19', '1.27', '1.36'] as const)(
    'signs at %s nothing that outlives it, and misses the node after its end',
    async (release) => {
      const cluster = await withCa(release);
      const end = cluster.state.controllerManager.ca!.certificate!.notAfter;
      expect(await cluster.pass(end - cluster.state.now - HOUR)).toBe('reached');
      expect(cluster.ready()?.status).toBe('True');
      expect(await cluster.pass(60 * DAY)).toBe('reached');
      expect(issued(cluster).length).toBeGreaterThan(1);
      expect(Math.max(...issued(cluster))).toBeLessThanOrEqual(end);
      expect(cluster.ready()?.status).toBe('Unknown');
    },
    20_000,
  );

  it('signs past its end at 1.11', async () => {
    const cluster = await withCa('1.11');
    const end = cluster.state.controllerManager.ca!.certificate!.notAfter;
    expect(Math.max(...issued(cluster))).toBeGreaterThan(end);
  });
});
