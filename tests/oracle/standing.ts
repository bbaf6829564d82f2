/** Differences between recordings and engine that stand, each with its reason. */
import type { UnitDifference } from './comparison.ts';

export interface Standing {
  /**
   * `simplified`: the engine leaves it out or does it otherwise, and a comment beginning with SIMPLIFIED says so.
   * `patch`: the engine's release is the first of its line, the recorded one a later patch. `toolchain`: the recorded
   * binaries were built with a newer Go. `recorder`: how the recording was made. `chance`: a race, or a random draw.
   */
  readonly because: 'simplified' | 'patch' | 'toolchain' | 'recorder' | 'chance';
  readonly reason: string;
  readonly aspect: string;
  /** Lines as `differenceOf` gives them, all of them. */
  readonly difference: readonly string[];
  readonly units: readonly string[];
}

function covers(standing: Standing, { unit, aspect, difference }: UnitDifference): boolean {
  return (
    standing.aspect === aspect &&
    standing.units.includes(unit) &&
    difference.every((line) => standing.difference.includes(line)) &&
    standing.difference.every((wanted) => difference.includes(wanted))
  );
}

/** What is not in the table. */
export const unlisted = (
  found: readonly UnitDifference[],
  table: readonly Standing[],
): readonly UnitDifference[] =>
  found.filter((difference) => !table.some((standing) => covers(standing, difference)));

/** What the table says and what no longer happens: `<unit> <aspect>`. */
export const outdated = (
  found: readonly UnitDifference[],
  table: readonly Standing[],
): readonly string[] =>
  table.flatMap((standing) =>
    standing.units
      .filter((unit) => !found.some((one) => one.unit === unit && covers(standing, one)))
      .map((unit) => `${unit} ${standing.aspect}`),
  );
