import type { ClusterSpec } from '../../cluster/model/cluster-spec.ts';
import { DAY } from '../../cluster/model/instant.ts';
import type { Release } from '../../releases/release.ts';
import { firstBootCluster, STARTS_AT } from '../first-boot/cluster.ts';

/** The node loses its power two months after it joined, and is back a month after its certificate has ended. */
export const POWER_LOST = STARTS_AT + 60 * DAY;
export const POWER_BACK = STARTS_AT + 395 * DAY;

/** first-boot's cluster; the control plane's own certificates, which nothing renews here, outlast the story. */
export function powerOffCluster(release: Release, seed: string): ClusterSpec {
  const spec = firstBootCluster(release, seed);
  return {
    ...spec,
    scenario: 'power-off',
    controlPlane: { ...spec.controlPlane, certificateDuration: 3650 * DAY },
  };
}
