/**
 * Watches which boundaries of the time lines are read, and takes single ones away to see who notices. Import it before
 * anything that defines a time line: it listens at the registry.
 */
import { anchorOf } from '../../src/components/reference/anchors.ts';
import type { Release } from '../../src/releases/release.ts';
import { allTimelines, type Boundary, type Timeline } from '../../src/releases/timeline.ts';

type Line = Timeline<unknown>;
type Listener = (anchor: string) => void;

const listeners = new Set<Listener>();

/** Calls back with the anchor of each boundary whose value is asked for, until the function returned is called. */
export function onRead(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function watch(line: Line): void {
  const at = line.at.bind(line);
  // Engines ask often: the names are made once.
  const anchors = new Map(line.boundaries.map((boundary) => [boundary, anchorOf(line, boundary)]));
  Object.assign(line, {
    at(release: Release): unknown {
      const boundary = line.boundaryAt(release);
      const anchor = boundary && anchors.get(boundary);
      if (anchor !== undefined) for (const tell of listeners) tell(anchor);
      return at(release);
    },
  });
}

const registry = allTimelines() as Map<string, Line>;
const enter = registry.set.bind(registry);
registry.forEach(watch);
registry.set = (id, line) => {
  watch(line);
  return enter(id, line);
};

/** What would hold if a boundary had never come: the value before it, or the one after where it is the first. */
function valueWithout(line: Line, boundary: Boundary<unknown>): unknown {
  const index = line.boundaries.indexOf(boundary);
  const other = line.boundaries[index - 1] ?? line.boundaries[index + 1];
  if (other !== undefined) return other.value;
  return typeof boundary.value === 'boolean' ? !boundary.value : boundary.value;
}

/**
 * Runs something while a boundary does not exist.
 * @returns undefined where nothing would be different without it
 */
export async function without<T>(
  line: Line,
  boundary: Boundary<unknown>,
  run: () => Promise<T>,
): Promise<T | undefined> {
  const instead = valueWithout(line, boundary);
  if (JSON.stringify(instead) === JSON.stringify(boundary.value)) return undefined;
  const at = line.at;
  Object.assign(line, {
    at: (release: Release) =>
      line.boundaryAt(release) === boundary ? instead : at.call(line, release),
  });
  try {
    return await run();
  } finally {
    Object.assign(line, { at });
  }
}
