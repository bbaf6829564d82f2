/** Which conformance cases fail when a boundary is taken away. */
import { onRead, without } from './watch-lines.ts';
import { anchorOf } from '../../src/components/reference/anchors.ts';
import { createPki } from '../../src/pki/index.ts';
import { lastReleaseOf } from '../../src/releases/changes.ts';
import { compareReleases, isRelease, type Release } from '../../src/releases/release.ts';
import { allTimelines } from '../../src/releases/timeline.ts';
import { caseFilesAt, readCaseFile, type CaseFile } from '../../tests/conformance/runner/cases.ts';
import { requestMaker } from '../../tests/conformance/runner/requests.ts';
import { runCase } from '../../tests/conformance/runner/run-case.ts';
import type { ConformanceCase } from '../../tests/conformance/runner/types.ts';
import { vocabulary } from '../../tests/conformance/runner/vocabulary.ts';

interface Candidate {
  readonly file: CaseFile;
  readonly given: ConformanceCase;
}

const words = await vocabulary();
const pki = createPki({ crypto: globalThis.crypto });
const requests = requestMaker(pki);

const passes = async ({ file, given }: Candidate): Promise<boolean> => {
  const line = await runCase(given, words, file, pki, requests);
  return 'ok' in line && line.ok;
};

const later = (a: Release, b: Release): Release => (compareReleases(a, b) >= 0 ? a : b);
const earlier = (a: Release, b: Release): Release => (compareReleases(a, b) <= 0 ? a : b);

/** A case at the releases of a span alone; undefined where it speaks of none of them. */
function within(candidate: Candidate, since: Release, until: Release): Candidate | undefined {
  const { versions } = candidate.given;
  if (!isRelease(versions.since)) return undefined;
  const from = later(versions.since, since);
  const end = versions.until !== null && isRelease(versions.until) ? versions.until : until;
  const to = earlier(end, until);
  if (compareReleases(from, to) > 0) return undefined;
  return {
    ...candidate,
    given: { ...candidate.given, versions: { ...versions, since: from, until: to } },
  };
}

/** Cases that pass, by the anchors of the boundaries that are read on the way. */
async function readersOf(candidates: readonly Candidate[]): Promise<Map<string, Candidate[]>> {
  const readers = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const read = new Set<string>();
    const stop = onRead((anchor) => read.add(anchor));
    const passed = await passes(candidate);
    stop();
    if (!passed) continue;
    for (const anchor of read) readers.set(anchor, [...(readers.get(anchor) ?? []), candidate]);
  }
  return readers;
}

/** How many cases are named for a boundary; one is enough to hold it. */
const enough = 5;

/** For every boundary that a case reads, the ids of the first few cases that do not pass without it. */
export async function casePins(folder: string): Promise<Map<string, readonly string[]>> {
  const candidates = caseFilesAt(folder, process.cwd())
    .map(readCaseFile)
    .flatMap((file) => file.cases.map((given) => ({ file, given })));
  const readers = await readersOf(candidates);
  const pins = new Map<string, readonly string[]>();
  for (const line of allTimelines().values()) {
    for (const boundary of line.boundaries) {
      const anchor = anchorOf(line, boundary);
      const until = lastReleaseOf(line, boundary) ?? '1.36';
      const held: string[] = [];
      await without(line, boundary, async () => {
        for (const reader of readers.get(anchor) ?? []) {
          const narrowed = within(reader, boundary.since, until);
          if (held.length === enough || narrowed === undefined) continue;
          if (!(await passes(narrowed))) held.push(reader.given.id);
        }
      });
      pins.set(anchor, held);
    }
  }
  return pins;
}
