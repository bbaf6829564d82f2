/** Which checks ask a boundary, as a recorded run of them saw it (scripts/reference/pins.ts makes the index). */
import type { Boundary, Timeline } from '../../releases/timeline.ts';
import index from './pins.json' with { type: 'json' };
import { anchorOf } from './anchors.ts';

export interface Pins {
  /** Conformance cases that fail when the boundary is taken away. */
  readonly cases: readonly string[];
  /** Tests of the project in whose course the engine reads the boundary. */
  readonly tests: readonly string[];
}

interface PinsIndex {
  /** The day of the run, as the index was made. */
  readonly made: string;
  /** Names of files and cases, which `boundaries` refers to by position. */
  readonly tests: readonly string[];
  readonly cases: readonly string[];
  readonly boundaries: Readonly<Record<string, readonly (readonly number[])[]>>;
}

const pins: PinsIndex = index;

export const pinsMade: string = pins.made;

/** What is known of a boundary; undefined where it is younger than the run. */
export function pinsOf(line: Timeline<unknown>, boundary: Boundary<unknown>): Pins | undefined {
  const found = pins.boundaries[anchorOf(line, boundary)];
  if (found === undefined) return undefined;
  const [cases = [], tests = []] = found;
  return {
    cases: cases.flatMap((position) => pins.cases[position] ?? []),
    tests: tests.flatMap((position) => pins.tests[position] ?? []),
  };
}
