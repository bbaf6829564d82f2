/** Which checks ask a boundary, as a run of them saw it (scripts/reference/pins.ts makes the index). */
import type { Boundary, Timeline } from '../../releases/timeline.ts';
import { anchorOf } from './anchors.ts';
import index from './pins.json' with { type: 'json' };

export interface Pins {
  /** Conformance cases that fail when the boundary is taken away. */
  readonly cases: readonly string[];
  /** Tests of the project in whose course the engine reads the boundary, the most particular first. */
  readonly tests: readonly string[];
}

interface PinsIndex {
  /** The day of the run. */
  readonly made: string;
  /** Names of files and cases, which `boundaries` refers to by position: cases, then tests. */
  readonly tests: readonly string[];
  readonly cases: readonly string[];
  readonly boundaries: Readonly<Record<string, readonly (readonly number[])[]>>;
}

const pins: PinsIndex = index;

export const pinsMade: string = pins.made;

/** How many boundaries each test reads: one that reads few is about them, one that reads hundreds passes by. */
const readsOf = new Map<number, number>();
for (const [, tests = []] of Object.values(pins.boundaries)) {
  for (const test of tests) readsOf.set(test, (readsOf.get(test) ?? 0) + 1);
}

/** What is known of a boundary; undefined where it is younger than the run. */
export function pinsOf(line: Timeline<unknown>, boundary: Boundary<unknown>): Pins | undefined {
  const found = pins.boundaries[anchorOf(line, boundary)];
  if (found === undefined) return undefined;
  const [cases = [], tests = []] = found;
  return {
    cases: cases.flatMap((position) => pins.cases[position] ?? []),
    tests: tests
      .toSorted((a, b) => (readsOf.get(a) ?? 0) - (readsOf.get(b) ?? 0))
      .flatMap((position) => pins.tests[position] ?? []),
  };
}

export interface PinsCount {
  readonly held: number;
  readonly read: number;
  readonly none: number;
}

/** How many boundaries of the run are held by a case, only read by a test, or known to no check. */
export function pinsCount(): PinsCount {
  const all = Object.values(pins.boundaries);
  const held = all.filter(([cases = []]) => cases.length > 0).length;
  const none = all.filter(([cases = [], tests = []]) => cases.length + tests.length === 0).length;
  return { held, read: all.length - held - none, none };
}
