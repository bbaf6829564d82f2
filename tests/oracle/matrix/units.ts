/** Every row of a release's recorded matrix, replayed: one cluster for each way in which kube-controller-manager ran. */
import type { Release } from '../../../src/releases/release.ts';
import { RecordedCluster } from '../cluster/recorded-cluster.ts';
import { recordedObjects, recordedSpec } from '../cluster/spec.ts';
import type { Unit } from '../comparison.ts';
import { aspectsOf } from './compare.ts';
import { replay, requestors } from './replay.ts';
import type { MatrixRow } from './rows.ts';

/** The matrix of 1.6 was recorded without --experimental-cluster-signing-duration, which the release lacks. */
export async function matrixUnits(
  tag: string,
  rows: readonly MatrixRow[],
  release: Release,
): Promise<readonly Unit[]> {
  const units: Unit[] = [];
  for (const variant of new Set(rows.map(({ given }) => given.variant))) {
    const servingGate = variant !== 'gate-off';
    const cluster = new RecordedCluster(recordedSpec(release, { servingGate }));
    await cluster.start(recordedObjects(release));
    const who = await requestors(cluster);
    for (const row of rows.filter(({ given }) => given.variant === variant)) {
      const aspects = aspectsOf(row, await replay(cluster, who, row, release), cluster);
      const suffix = servingGate ? '' : ' (gate off)';
      units.push({ id: `${tag}/matrix/${row.id}${suffix}`, aspects });
    }
  }
  return units;
}
