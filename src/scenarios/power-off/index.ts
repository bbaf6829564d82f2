import { DEFAULT_RELEASE, SUPPORTED_RELEASES } from '../../releases/release.ts';
import type { Scenario } from '../model.ts';
import { powerOffCluster } from './cluster.ts';
import { steps } from './steps.ts';
import { variants } from './variants.ts';

/** A node without power until its certificate has ended, and what becomes of it when it is back. */
export const powerOff: Scenario = {
  id: 'power-off',
  releases: SUPPORTED_RELEASES,
  defaultRelease: DEFAULT_RELEASE,
  cluster: powerOffCluster,
  steps,
  variants,
};
