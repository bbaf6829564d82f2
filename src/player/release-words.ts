/** Words that only some releases have: `<At release="1.19-">` in the prose of a step. */
import { isRelease, type Release, type ReleaseRange } from '../releases/release.ts';

function bound(text: string): Release | undefined {
  if (text === '') return undefined;
  if (!isRelease(text)) throw new RangeError(`"${text}" is no release of Kubernetes`);
  return text;
}

/**
 * The range that a text names: `1.8`, `1.4-1.18`, `-1.18` (up to it), `1.19-` (from it on); both ends count in.
 * @throws RangeError on anything else
 */
export function rangeOf(text: string): ReleaseRange {
  const bounds = text.split('-').map(bound);
  if (bounds.length > 2) throw new RangeError(`"${text}" is no range of releases`);
  const [since, until] = bounds.length === 1 ? [bounds[0], bounds[0]] : bounds;
  return { ...(since ? { since } : {}), ...(until ? { until } : {}) };
}
