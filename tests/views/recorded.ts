/** Recorded runs for the tests of views and messages: real logs, made once for each test file that asks. */
import type { Projection } from '../../src/views/projection.ts';
import type { Log } from '../../src/cluster/model/facts.ts';
import type { Recording } from '../../src/player/recording.ts';
import { createPki } from '../../src/pki/index.ts';
import { record } from '../../src/recordings/record.ts';
import type { Release } from '../../src/releases/release.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';

const made = new Map<string, Promise<Recording>>();

const LAST = 'node-registered';

/** first-boot up to the registration of its node, as it should go or in a variant. */
export async function recorded(release: Release, variant?: string): Promise<Recording> {
  const run = await recordedLife(release, variant);
  const last = run.steps.findIndex(({ id }) => id === LAST);
  if (last < 0) return run;
  const steps = run.steps.slice(0, last + 1);
  return { ...run, steps, log: run.log.slice(0, steps.at(-1)!.end) };
}

/** first-boot to its end, as it should go or in a variant. */
export function recordedLife(release: Release, variant?: string): Promise<Recording> {
  const name = `${release}/${variant ?? ''}`;
  const found = made.get(name) ?? makeRecording(release, variant);
  made.set(name, found);
  return found;
}

function makeRecording(release: Release, id: string | undefined): Promise<Recording> {
  const pki = createPki({ crypto: globalThis.crypto });
  const variant = firstBoot.variants.find((candidate) => candidate.id === id);
  return record(firstBoot, pki, { release, seed: 'views', ...(variant ? { variant } : {}) });
}

/** The view after the first `cursor` facts. */
export function folded<V>(view: Projection<V>, log: Log, cursor = log.length): V {
  return log.slice(0, cursor).reduce((folding, fact) => view.apply(folding, fact), view.initial);
}

/** The view at the end of a step. */
export function atEndOf<V>(view: Projection<V>, recording: Recording, step: string): V {
  const span = recording.steps.find(({ id }) => id === step);
  if (!span) throw new RangeError(`the recording has no step ${step}`);
  return folded(view, recording.log, span.end);
}
