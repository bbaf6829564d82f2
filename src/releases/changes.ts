/** What differs between two releases, read off the time lines: for pages that tell it, not for the engine. */
import { compareReleases, RELEASES, type Release } from './release.ts';
import type { Boundary, Timeline } from './timeline.ts';

export interface Change {
  readonly line: Timeline<unknown>;
  /** In force in the older release; undefined where the time line begins later. */
  readonly before: Boundary<unknown> | undefined;
  /** In force in the newer release. */
  readonly after: Boundary<unknown>;
  /** The boundaries between the two, the last of which is `after`. */
  readonly steps: readonly Boundary<unknown>[];
}

/**
 * The time lines on which another boundary is in force in `newer` than in `older`, in the order given. A boundary may
 * repeat the value of the one before it, where a second tree was read: whether a reader sees a difference is for the
 * caller to ask.
 * @throws RangeError where `older` is not older than `newer`
 */
export function changesBetween(
  lines: Iterable<Timeline<unknown>>,
  older: Release,
  newer: Release,
): Change[] {
  if (compareReleases(older, newer) >= 0) {
    throw new RangeError(`${older} is not older than ${newer}`);
  }
  return [...lines].flatMap((line) => {
    const after = line.boundaryAt(newer);
    const before = line.boundaryAt(older);
    if (after === undefined || after === before) return [];
    const steps = line.boundaries.filter(
      ({ since }) => compareReleases(older, since) < 0 && compareReleases(since, newer) <= 0,
    );
    return [{ line, before, after, steps }];
  });
}

/** The release before one, undefined for the oldest. */
export const previousRelease = (release: Release): Release | undefined =>
  RELEASES[RELEASES.indexOf(release) - 1];

/** The release after one, undefined for the newest. */
export const nextRelease = (release: Release): Release | undefined =>
  RELEASES[RELEASES.indexOf(release) + 1];

/** Every two releases that follow each other, oldest first. */
export const neighbours = (): { readonly older: Release; readonly newer: Release }[] =>
  RELEASES.flatMap((older) => {
    const newer = nextRelease(older);
    return newer === undefined ? [] : [{ older, newer }];
  });

/** Where a boundary ends: the release before the next boundary of its line, undefined where it still holds. */
export function lastReleaseOf(
  line: Timeline<unknown>,
  boundary: Boundary<unknown>,
): Release | undefined {
  const next = line.boundaries[line.boundaries.indexOf(boundary) + 1];
  return next === undefined ? undefined : previousRelease(next.since);
}
