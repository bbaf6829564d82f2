import {
  compareReleases,
  inRange,
  isRelease,
  RELEASES,
  SUPPORTED_RELEASES,
  type Release,
} from '../../../src/releases/release.ts';
import type { PkiPort } from '../../../src/cluster/model/crypto.ts';
import type { CaseFile } from './cases.ts';
import { caseContext } from './context.ts';
import type { RequestMaker } from './requests.ts';
import { SETTINGS } from './settings.ts';
import { CannotRun, type Area, type ConformanceCase, type Verdict } from './types.ts';
import { watched } from './watched.ts';

export type CaseLine =
  | {
      readonly id: string;
      readonly ok: boolean;
      readonly releases: readonly Release[];
      readonly got: unknown;
      /** Where the range of the case is narrowed by something that was read: what, and at which releases. */
      readonly narrowed?: { readonly by: string; readonly releases: readonly Release[] };
    }
  | { readonly id: string; readonly skipped: string }
  | { readonly id: string; readonly disputed: string };

/** The newest release whose source was read in full. */
const NEWEST: Release = '1.36';

/** The release that a range begins with: the oldest that is known where it begins before that. */
function firstOf(since: string): Release | undefined {
  if (isRelease(since)) return since;
  return /^1\.[0-3]$/.test(since) ? RELEASES[0] : undefined;
}

/**
 * Every release in the case's range that scenarios run at: both ends, and each at which a time line has a boundary.
 * Both ends of the range where no such release lies in it.
 */
export function releasesFor(versions: ConformanceCase['versions']): readonly Release[] {
  const since = firstOf(versions.since);
  if (!since) return [];
  // What is said of the preview alone is asked of the preview: of a single function, it has an answer.
  const newest = compareReleases(since, NEWEST) > 0 ? since : NEWEST;
  const until = versions.until !== null && isRelease(versions.until) ? versions.until : newest;
  if (compareReleases(since, until) > 0) return [];
  const supported = SUPPORTED_RELEASES.filter((release) => inRange(release, { since, until }));
  if (supported.length > 0) return supported;
  return RELEASES.filter((release) => release === since || release === until);
}

/** A verdict that leaves out an input is none. */
function onlyIfAllWasRead(verdict: Verdict, unread: readonly string[]): Verdict {
  if (unread.length === 0 || !('ok' in verdict && verdict.ok)) return verdict;
  const fields = unread.map((field) => `"${field}"`).join(', ');
  return { skipped: `given ${fields}: nothing here makes use of it` };
}

async function verdictAt(
  described: ConformanceCase,
  release: Release,
  area: Area,
  file: CaseFile,
  pki: PkiPort,
  requests: RequestMaker,
): Promise<Verdict> {
  const { given, unread } = watched(described.given);
  const settings = SETTINGS[described.when] ?? [];
  try {
    const context = caseContext(release, file, pki, requests);
    const verdict = await area[described.when]!({ ...described, given }, context);
    return onlyIfAllWasRead(
      verdict,
      unread().filter((field) => !settings.includes(field)),
    );
  } catch (error) {
    if (error instanceof CannotRun) return { skipped: error.message };
    return { ok: false, got: { error: error instanceof Error ? error.message : String(error) } };
  }
}

/**
 * Runs a case at each of its releases. It passes where it passes at all of them but those that stronger evidence takes
 * out of its range; one contradiction is enough to fail.
 */
export async function runCase(
  given: ConformanceCase,
  words: Area,
  file: CaseFile,
  pki: PkiPort,
  requests: RequestMaker,
): Promise<CaseLine> {
  const { id } = given;
  if (!words[given.when])
    return { id, skipped: `"${given.when}" is not in the vocabulary that this project runs` };
  const releases = releasesFor(given.versions);
  if (releases.length === 0)
    return {
      id,
      skipped: `no release that this project knows lies in ${given.versions.since} to ${given.versions.until ?? 'now'}`,
    };
  const verdicts: Verdict[] = [];
  for (const release of releases)
    verdicts.push(await verdictAt(given, release, words, file, pki, requests));
  const compared = verdicts.filter((verdict) => 'ok' in verdict);
  const failed = compared.find((verdict) => !verdict.ok);
  if (failed)
    return {
      id,
      ok: false,
      releases: releases.filter((_, index) => verdicts[index] === failed),
      got: failed.got,
    };
  const at = (kind: 'ok' | 'disputed') => releases.filter((_, index) => kind in verdicts[index]!);
  const disputed = verdicts.find((verdict) => 'disputed' in verdict);
  const first = compared[0];
  if (first)
    return {
      id,
      ok: true,
      releases: at('ok'),
      got: first.got,
      ...(disputed ? { narrowed: { by: disputed.disputed, releases: at('disputed') } } : {}),
    };
  if (disputed) return { id, disputed: disputed.disputed };
  const skipped = verdicts.find((verdict) => 'skipped' in verdict);
  return { id, skipped: skipped?.skipped ?? 'it could not be run' };
}
