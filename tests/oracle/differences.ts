/** Every difference between a recording and the engine that stands. */
import { kubeletDifferences } from './differences/kubelets.ts';
import { matrixDifferences } from './differences/matrix.ts';
import { rowDifferences } from './differences/rows.ts';
import type { Standing } from './standing.ts';

export const differences: readonly Standing[] = [
  ...matrixDifferences,
  ...kubeletDifferences,
  ...rowDifferences,
];
