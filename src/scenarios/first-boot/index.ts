import { DEFAULT_RELEASE, SUPPORTED_RELEASES } from '../../releases/release.ts';
import type { Scenario } from '../model.ts';
import { firstBootCluster } from './cluster.ts';
import { firstDaySteps } from './first-day-steps.ts';
import { renewalSteps } from './renewal-steps.ts';
import { withSecondNode } from './second-node.ts';
import { servingSteps } from './serving-steps.ts';
import { steps } from './steps.ts';
import { variants } from './variants.ts';

/** From a bootstrap token to a node's first client certificate, and on through its first years. */
export const firstBoot: Scenario = {
  id: 'first-boot',
  releases: SUPPORTED_RELEASES,
  defaultRelease: DEFAULT_RELEASE,
  cluster: (release, seed) => withSecondNode(firstBootCluster(release, seed)),
  steps: [...steps, ...firstDaySteps, ...servingSteps, ...renewalSteps],
  variants,
};
