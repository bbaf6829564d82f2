/** Stretches of releases, read off time lines: a scenario asks for a behaviour, never for a number. */
import { RELEASES, type Release, type ReleaseRange } from '../releases/release.ts';

/** Every release of which it `holds`, oldest first. */
export const releasesWhere = (holds: (release: Release) => boolean): readonly Release[] =>
  RELEASES.filter(holds);

/**
 * The one stretch of releases of which it `holds`.
 * @throws RangeError where it holds of none, or of releases that do not lie side by side
 */
export function stretchWhere(holds: (release: Release) => boolean): ReleaseRange {
  const found = releasesWhere(holds);
  const [since] = found;
  const until = found.at(-1);
  if (since === undefined || until === undefined) throw new RangeError('no release is like that');
  if (RELEASES.indexOf(until) - RELEASES.indexOf(since) + 1 !== found.length)
    throw new RangeError(`${found.join(', ')} are no one stretch of releases`);
  return until === RELEASES.at(-1) ? { since } : { since, until };
}

/** A stretch of one release. */
export const onlyIn = (release: Release): ReleaseRange => ({ since: release, until: release });
