import { expect, test } from 'vitest';
import { createPki } from '../../src/pki/index.ts';
import { firstDifferencesOf, happenings } from '../../src/recordings/differences.ts';
import { record } from '../../src/recordings/record.ts';
import { powerOff } from '../../src/scenarios/power-off/index.ts';

test('a release is told apart by what its run shows: a log line of 1.23, and nothing up to 1.24', async () => {
  expect(await firstDifferencesOf({ ...powerOff, releases: ['1.22', '1.23', '1.24'] })).toEqual({
    '1.23': 'node-not-ready',
    '1.24': null,
  });
});

test('two runs of one release tell the same, whatever their keys', async () => {
  const run = () =>
    record(powerOff, createPki({ crypto: globalThis.crypto }), { release: '1.8', seed: 'one' });
  const [one, other] = await Promise.all([run(), run()]);
  expect(JSON.stringify(one.log)).not.toBe(JSON.stringify(other.log));
  expect([...happenings(one)]).toEqual([...happenings(other)]);
});
