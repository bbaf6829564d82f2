import { cpSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packed } from '../../src/recordings/pack.ts';
import { en } from '../../src/messages/en.ts';
import {
  pathOf,
  recordedRun,
  RecordingCache,
  runsToRecord,
} from '../../src/recordings/recorded-runs.ts';
import { sourcesHash } from '../../src/recordings/sources-hash.ts';
import { recordingPath } from '../../src/player/recording.ts';
import { SCENARIOS } from '../../src/scenarios/index.ts';
import { variantsOf } from '../../src/scenarios/model.ts';

const runs = runsToRecord();

it('records each scenario at each release, as it should go and in each variant', () => {
  const paths = SCENARIOS.flatMap((scenario) =>
    scenario.releases.flatMap((release) => [
      recordingPath(scenario.id, release),
      ...variantsOf(scenario, release).map(({ id }) => recordingPath(scenario.id, release, id)),
    ]),
  );
  expect(runs.map(pathOf)).toEqual(paths);
});

describe.each(runs.map((run) => [pathOf(run), run] as const))('%s', (_, run) => {
  it('weighs at most 40 kB, tells each of its steps, and stops where its variant says', async () => {
    const recording = await recordedRun(run);
    const sent = gzipSync(JSON.stringify(packed(recording)));
    expect(sent.byteLength).toBeLessThanOrEqual(40_000);
    for (const { id, outcome, refusal } of recording.steps) {
      const words = recording.told?.[id]?.words[en.language];
      expect(words?.fact, id).toMatch(/\.$/);
      if (outcome === 'diverged' || refusal !== undefined) expect(words?.change, id).toMatch(/\.$/);
    }
    const last = recording.steps.at(-1)!;
    const stops = last.outcome === 'diverged';
    expect(stops).toBe(run.variant !== undefined && !run.variant.goesOn);
    const order = run.scenario.steps.map(({ id }) => id);
    if (stops && run.variant)
      expect(order.indexOf(last.id)).toBeGreaterThanOrEqual(order.indexOf(run.variant.about));
  });
});

/** A project with the parts that a recording is made with, as far as the hash looks at them. */
function project(): string {
  const root = mkdtempSync(join(tmpdir(), 'recordings-'));
  for (const path of ['package-lock.json', 'src'])
    cpSync(path, join(root, path), { recursive: true });
  return root;
}

describe('the cache', () => {
  it('names the sources as they stand', () => {
    const root = project();
    const before = sourcesHash(root);
    expect(sourcesHash(root)).toBe(before);
    writeFileSync(join(root, 'src/islands/new.ts'), '// Nothing that a recording is made with.\n');
    expect(sourcesHash(root)).toBe(before);
    writeFileSync(join(root, 'src/scenarios/new.ts'), '// This is.\n');
    expect(sourcesHash(root)).not.toBe(before);
  });

  it('gives the same run again, and makes a broken one anew', async () => {
    const root = project();
    const [run] = runs;
    const cache = new RecordingCache(root);
    const [first, atOnce] = await Promise.all([cache.get(run!), cache.get(run!)]);
    expect(atOnce).toBe(first);
    expect(await cache.get(run!)).toEqual(first);
    expect(await new RecordingCache(root).get(run!)).toEqual(first);
    const [hash] = readdirSync(join(root, '.cache/recordings'));
    writeFileSync(join(root, '.cache/recordings', hash!, pathOf(run!)), '{"parts":[');
    const mended = await new RecordingCache(root).get(run!);
    expect(mended.steps).toEqual(first.steps);
    expect(mended.log).not.toEqual(first.log);
  });

  it('forgets what older sources made', async () => {
    const root = project();
    mkdirSync(join(root, '.cache/recordings/0123456789abcdef'), { recursive: true });
    await new RecordingCache(root).get(runs[0]!);
    expect(readdirSync(join(root, '.cache/recordings'))).toEqual([sourcesHash(root)]);
  });
});
