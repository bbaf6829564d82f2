/**
 * Time lines: what one behaviour was in each release, every boundary with the source in which it was read.
 * A boundary without a source does not compile.
 */
import { compareReleases, indexOfRelease, type Release } from './release.ts';

export interface Source {
  /** Upstream repository, `kubernetes/kubernetes` or one of its staging mirrors. */
  readonly repo: string;
  readonly path: string;
  /** Tag or commit of upstream at which the statement holds. */
  readonly ref: string;
  readonly symbol: string;
  /** The tree that was really read, where it was a fork's or a vendored copy of that tag. */
  readonly readIn?: string;
  /** `inferred`: follows from what was read, but the boundary itself was not seen. */
  readonly confidence: 'read' | 'inferred';
}

export interface Boundary<T> {
  readonly since: Release;
  readonly value: T;
  readonly source: Source;
  /** Where a patch release within the minor changed it: which, and what. */
  readonly patch?: string;
}

export interface Timeline<T> {
  /** `<component>.<topic>.<aspect>`, stable: anchors and links hang on it. */
  readonly id: string;
  readonly boundaries: readonly Boundary<T>[];
  /** The value in a release. Before the first boundary: the `absent` value given, else a RangeError. */
  at(release: Release): T;
  /** The boundary in force, or undefined before the first. */
  boundaryAt(release: Release): Boundary<T> | undefined;
}

const KUBERNETES = 'kubernetes/kubernetes';

/** A source that was read in kubernetes/kubernetes itself or a faithful copy of it. */
export function read(
  path: string,
  ref: string,
  symbol: string,
  options: { repo?: string; readIn?: string } = {},
): Source {
  return {
    repo: options.repo ?? KUBERNETES,
    path,
    ref,
    symbol,
    confidence: 'read',
    ...(options.readIn ? { readIn: options.readIn } : {}),
  };
}

/** Like `read`, for a boundary that follows from what was read without having been seen itself. */
export function inferred(
  path: string,
  ref: string,
  symbol: string,
  options: { repo?: string; readIn?: string } = {},
): Source {
  return { ...read(path, ref, symbol, options), confidence: 'inferred' };
}

export function from<T>(since: Release, value: T, source: Source, patch?: string): Boundary<T> {
  return patch === undefined ? { since, value, source } : { since, value, source, patch };
}

const registry = new Map<string, Timeline<unknown>>();

/** All time lines defined so far, by id: what the ledger and the release pages are made from. */
export function allTimelines(): ReadonlyMap<string, Timeline<unknown>> {
  return registry;
}

/**
 * A time line that the ledger does not know. Boundaries stand in ascending order, each release once.
 * @param absent value before the first boundary, where the behaviour did not exist yet
 * @throws RangeError on unordered boundaries or an empty list
 */
export function unlistedTimeline<T>(
  id: string,
  boundaries: readonly Boundary<T>[],
  absent?: { readonly absent: T },
): Timeline<T> {
  if (boundaries.length === 0) throw new RangeError(`time line ${id} has no boundary`);
  boundaries.forEach((boundary, index) => {
    const previous = boundaries[index - 1];
    if (previous && compareReleases(previous.since, boundary.since) >= 0) {
      throw new RangeError(`time line ${id}: ${boundary.since} does not follow ${previous.since}`);
    }
  });
  const boundaryAt = (release: Release): Boundary<T> | undefined => {
    const index = indexOfRelease(release);
    return boundaries.findLast((boundary) => indexOfRelease(boundary.since) <= index);
  };
  return {
    id,
    boundaries,
    boundaryAt,
    at(release) {
      const boundary = boundaryAt(release);
      if (boundary) return boundary.value;
      if (absent) return absent.absent;
      throw new RangeError(`time line ${id} says nothing about ${release}`);
    },
  };
}

/**
 * Defines a time line, with a place in the ledger.
 * @param absent value before the first boundary, where the behaviour did not exist yet
 * @throws RangeError on unordered boundaries, an empty list or an id used twice
 */
export function timeline<T>(
  id: string,
  boundaries: readonly Boundary<T>[],
  absent?: { readonly absent: T },
): Timeline<T> {
  if (registry.has(id)) throw new RangeError(`time line ${id} is defined twice`);
  const line = unlistedTimeline(id, boundaries, absent);
  registry.set(id, line);
  return line;
}
