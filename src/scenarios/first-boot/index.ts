import { DEFAULT_RELEASE, SUPPORTED_RELEASES } from '../../releases/release.ts';
import type { Scenario } from '../model.ts';
import { firstBootCluster } from './cluster.ts';
import { steps } from './steps.ts';
import { variants } from './variants.ts';

/** From a bootstrap token to a node's first client certificate. */
export const firstBoot: Scenario = {
  id: 'first-boot',
  releases: SUPPORTED_RELEASES,
  defaultRelease: DEFAULT_RELEASE,
  cluster: firstBootCluster,
  steps,
  variants,
};
