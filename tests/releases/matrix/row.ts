/** One row of a table over all releases: what is seen of the engine at each of them, against what the sources say. */
import { describe, expect, it } from 'vitest';
import {
  compareReleases,
  SUPPORTED_RELEASES,
  type Release,
} from '../../../src/releases/release.ts';

/** Values by the release since which they hold, oldest first; the first holds for all releases before the second. */
export type Cells<T> = readonly (readonly [since: Release, value: T])[];

export function cellAt<T>(cells: Cells<T>, release: Release): T {
  const cell = cells.findLast(([since]) => compareReleases(since, release) <= 0);
  if (!cell) throw new RangeError(`the row has no cell for ${release}`);
  return cell[1];
}

/** A test at every release that `observe` sees what the row says. */
export function row<T>(
  title: string,
  cells: Cells<T>,
  observe: (release: Release) => Promise<T> | T,
): void {
  const from = cells[0]![0];
  const releases = SUPPORTED_RELEASES.filter((release) => compareReleases(from, release) <= 0);
  describe(title, () => {
    it.each(releases)('%s', async (release) => {
      expect(await observe(release)).toEqual(cellAt(cells, release));
    });
  });
}
