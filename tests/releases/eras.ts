import type { Release } from '../../src/releases/release.ts';

/** One release of each era since rotation settled: for what is too dear to be tried at all of them. */
export const ERAS = ['1.8', '1.11', '1.19', '1.27', '1.36'] as const satisfies readonly Release[];
