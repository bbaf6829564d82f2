/** Minor releases of Kubernetes, oldest first. 1.37 is a preview: only parts of it were read. */
export const RELEASES = [
  '1.4',
  '1.5',
  '1.6',
  '1.7',
  '1.8',
  '1.9',
  '1.10',
  '1.11',
  '1.12',
  '1.13',
  '1.14',
  '1.15',
  '1.16',
  '1.17',
  '1.18',
  '1.19',
  '1.20',
  '1.21',
  '1.22',
  '1.23',
  '1.24',
  '1.25',
  '1.26',
  '1.27',
  '1.28',
  '1.29',
  '1.30',
  '1.31',
  '1.32',
  '1.33',
  '1.34',
  '1.35',
  '1.36',
  '1.37',
] as const;

export type Release = (typeof RELEASES)[number];

/** Read only in part: its time lines say what was read, but no scenario runs at it. */
export const PREVIEW_RELEASE = '1.37';

/** Releases in which the scenarios run from end to end: all but the preview. */
export const SUPPORTED_RELEASES: readonly Exclude<Release, typeof PREVIEW_RELEASE>[] =
  RELEASES.filter((release) => release !== PREVIEW_RELEASE);

export const DEFAULT_RELEASE: Release = '1.36';

const ORDER: ReadonlyMap<string, number> = new Map(
  RELEASES.map((release, index) => [release, index]),
);

export function isRelease(text: string): text is Release {
  return ORDER.has(text);
}

/** Negative where `a` is older than `b`, 0 where equal, positive where newer. Throws on a release that is not listed. */
export function compareReleases(a: Release, b: Release): number {
  return indexOfRelease(a) - indexOfRelease(b);
}

/** Position in `RELEASES`. Throws on a release that is not listed. */
export function indexOfRelease(release: Release): number {
  const index = ORDER.get(release);
  if (index === undefined)
    throw new RangeError(`"${release}" is not a Kubernetes release that this project knows`);
  return index;
}

export interface ReleaseRange {
  readonly since?: Release;
  /** Inclusive; still so in the newest release where absent. */
  readonly until?: Release;
}

export function inRange(release: Release, range: ReleaseRange): boolean {
  return (
    (range.since === undefined || compareReleases(release, range.since) >= 0) &&
    (range.until === undefined || compareReleases(release, range.until) <= 0)
  );
}

/**
 * The release of `offered` that stands for `wanted`: the newest that is not newer, else the oldest there is.
 * @param offered oldest first, at least one
 */
export function nearestRelease(offered: readonly Release[], wanted: Release): Release {
  return offered.findLast((release) => compareReleases(release, wanted) <= 0) ?? offered[0]!;
}
