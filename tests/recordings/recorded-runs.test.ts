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
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';

const runs = runsToRecord();

it('records each scenario at each release, as it should go and in each variant', () => {
  const variants = 1 + firstBoot.variants.length;
  expect(new Set(runs.map(pathOf)).size).toBe(firstBoot.releases.length * variants);
});

describe.each(runs.map((run) => [pathOf(run), run] as const))('%s', (_, run) => {
  it('weighs at most 40 kB, and tells each of its steps', async () => {
    const recording = await recordedRun(run);
    expect(gzipSync(JSON.stringify(packed(recording))).byteLength).toBeLessThanOrEqual(40_000);
    for (const { id, outcome } of recording.steps) {
      const told = recording.told?.[id];
      expect(told?.words[en.language]?.fact, id).toMatch(/\.$/);
      if (outcome === 'diverged') expect(told?.words[en.language]?.change, id).toMatch(/\.$/);
    }
  });

  it('stops where its variant says, or nowhere', async () => {
    const { steps } = await recordedRun(run);
    const stops = steps.at(-1)?.outcome === 'diverged';
    expect(stops).toBe(run.variant !== undefined && !run.variant.goesOn);
    const order = firstBoot.steps.map(({ id }) => id);
    if (stops && run.variant)
      expect(order.indexOf(steps.at(-1)!.id)).toBeGreaterThanOrEqual(
        order.indexOf(run.variant.about),
      );
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

  it('gives the same run again, from memory and from the disk, and makes a broken one anew', async () => {
    const root = project();
    const [run] = runs;
    const first = await new RecordingCache(root).get(run!);
    const again = await new RecordingCache(root).get(run!);
    expect(again).toEqual(first);
    const [hash] = readdirSync(join(root, '.cache/recordings'));
    writeFileSync(join(root, '.cache/recordings', hash!, pathOf(run!)), '{"log":[');
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
