/** A run as a file: the log with what is needed to read it. */
import type { Place } from './place.ts';
import type { Recording } from './recording.ts';

/** The run as JSON, one fact after the other. It holds no private key: no fact does. */
export function exportRun(run: Recording, place: Place): string {
  const { scenario, release, variant, seed, steps, log } = run;
  const { mode, acts } = place;
  return `${JSON.stringify({ scenario, release, variant, seed, mode, acts, steps, log }, null, 1)}\n`;
}

/** `lab-first-boot-1.36-no-binding-live.json`. */
export function exportName({ scenario, release }: Recording, { variant, mode }: Place): string {
  const parts = ['lab', scenario, release, variant, mode].filter((part) => part !== undefined);
  return `${parts.join('-')}.json`;
}
