import type { Tally } from './tally.ts';
export const lighthouse = (): Promise<Tally> => Promise.resolve({ passed: 0, failed: 1 });
