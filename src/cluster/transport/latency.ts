import { MILLISECOND, type Duration } from '../model/instant.ts';

/** How long a message travels between two hosts. SIMPLIFIED: the same for every pair, and no message is lost. */
export const LATENCY: Duration = 2 * MILLISECOND;
