/** Every recorded run of a kubelet of one release, replayed. */
import type { Release } from '../../../src/releases/release.ts';
import type { Aspect, Unit } from '../comparison.ts';
import { approvedByHand, denied } from './by-hand.ts';
import { crafted } from './crafted.ts';
import { refused } from './refused.ts';
import { rotation, serving, shortDuration, withBootstrapToken } from './rotation.ts';
import type { KubeletRun, KubeletRuns } from './runs.ts';

function replayed(
  id: string,
  run: KubeletRun,
  runs: KubeletRuns,
  release: Release,
): Promise<readonly Aspect[]> | undefined {
  const [scenario = '', part = ''] = id.split('/');
  if (/^[ab]-/.test(scenario)) return refused(id, run, release);
  switch (scenario) {
    case 'c-manual-approve':
      return part === '1' ? approvedByHand(run, runs[`${scenario}/2`]!, release) : undefined;
    case 'd-deny':
      return part === '1' ? denied(run, runs[`${scenario}/2`]!, release) : undefined;
    case 'e-rotation':
      return rotation(run, release);
    case 'f-serving':
      return serving(run, release);
    case 'g-bootstrap-token':
      return withBootstrapToken(run, release);
    case 'l-restart':
    case 'l-restart-2':
      return crafted(part, run, release);
    default:
      return /^x-/.test(scenario) ? shortDuration(scenario, run, release) : undefined;
  }
}

/** All scenarios of a release that start a kubelet; two starts of one directory are one unit. */
export async function kubeletUnits(
  tag: string,
  runs: KubeletRuns,
  release: Release,
): Promise<readonly Unit[]> {
  const units: Unit[] = [];
  for (const [id, run] of Object.entries(runs)) {
    const aspects = await replayed(id, run, runs, release);
    if (aspects) units.push({ id: `${tag}/${id.replace(/\/1$/, '')}`, aspects });
  }
  return units;
}
