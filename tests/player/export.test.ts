import { expect, it } from 'vitest';
import { exportName, exportRun } from '../../src/player/export.ts';
import { openingRun, type Place } from '../../src/player/place.ts';
import { recordedRun } from '../../src/recordings/recorded-runs.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';

const place: Place = { ...openingRun(firstBoot), variant: 'no-binding', step: 'csr-sent' };

it('a run is exported whole, with what it takes to read it', async () => {
  const variant = firstBoot.variants.find(({ id }) => id === place.variant)!;
  const run = await recordedRun({ scenario: firstBoot, release: '1.36', variant });
  const text = exportRun(run, place);
  const read = JSON.parse(text) as Record<string, unknown>;
  expect(read).toMatchObject({
    scenario: 'first-boot',
    release: '1.36',
    variant: 'no-binding',
    mode: 'recorded',
    acts: [],
    steps: run.steps,
  });
  expect(read.log).toEqual(run.log);
  expect(text).not.toMatch(/PRIVATE KEY-----/);
  expect(exportName(run, place)).toBe('lab-first-boot-1.36-no-binding-recorded.json');
});
