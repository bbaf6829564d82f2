/** Words that only some releases have, as the page carries them: `<release-words data-release="1.7-1.10,1.14-">`. */
import { inRange, isRelease, type Release, type ReleaseRange } from '../releases/release.ts';

function bound(text: string): Release | undefined {
  if (text === '') return undefined;
  if (!isRelease(text)) throw new RangeError(`"${text}" is no release of Kubernetes`);
  return text;
}

function rangeOf(text: string): ReleaseRange {
  const bounds = text.split('-').map(bound);
  if (bounds.length > 2) throw new RangeError(`"${text}" is no range of releases`);
  const [since, until] = bounds.length === 1 ? [bounds[0], bounds[0]] : bounds;
  return { ...(since ? { since } : {}), ...(until ? { until } : {}) };
}

/**
 * The ranges that a text names, with a comma between them: `1.8`, `1.4-1.18`, `1.19-` (from it on), `-1.18` (up to it);
 * both ends count in.
 * @throws RangeError on anything else
 */
export const rangesOf = (text: string): readonly ReleaseRange[] => text.split(',').map(rangeOf);

/** The text that names these ranges. */
export const textOf = (ranges: readonly ReleaseRange[]): string =>
  ranges
    .map(({ since, until }) =>
      since !== undefined && since === until ? since : `${since ?? ''}-${until ?? ''}`,
    )
    .join(',');

/** Whether a release has the words that bear this text. */
export const hasWords = (release: Release, text: string): boolean =>
  rangesOf(text).some((range) => inRange(release, range));
