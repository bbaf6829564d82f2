/** Stretches of releases, read off time lines: a scenario asks for a behaviour, never for a number. */
import { RELEASES, type Release, type ReleaseRange } from '../releases/release.ts';

/** Every release of which it `holds`, oldest first. */
export const releasesWhere = (holds: (release: Release) => boolean): readonly Release[] =>
  RELEASES.filter(holds);

/** The stretches of releases of which it `holds`, oldest first; releases of one stretch lie side by side. */
export const stretchesWhere = (holds: (release: Release) => boolean): readonly ReleaseRange[] =>
  RELEASES.flatMap((since, index) => {
    const before = RELEASES[index - 1];
    if (!holds(since) || (before !== undefined && holds(before))) return [];
    const length = RELEASES.slice(index).findIndex((release) => !holds(release));
    const until = RELEASES[index + length - 1];
    return [length < 0 || until === undefined ? { since } : { since, until }];
  });

/**
 * The one stretch of releases of which it `holds`.
 * @throws RangeError where it holds of none, or of releases that do not lie side by side
 */
export function stretchWhere(holds: (release: Release) => boolean): ReleaseRange {
  const [stretch, ...others] = stretchesWhere(holds);
  if (stretch === undefined) throw new RangeError('no release is like that');
  if (others.length > 0)
    throw new RangeError(`${releasesWhere(holds).join(', ')} are no one stretch of releases`);
  return stretch;
}

/** A stretch of one release. */
export const onlyIn = (release: Release): ReleaseRange => ({ since: release, until: release });

/** The releases at the ends of a stretch and beside it, for words that name them. */
export function edgesOf({ since, until }: ReleaseRange) {
  const before = since && RELEASES[RELEASES.indexOf(since) - 1];
  const after = until && RELEASES[RELEASES.indexOf(until) + 1];
  return {
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
  };
}
