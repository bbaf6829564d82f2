/**
 * Makes src/components/reference/pins.json, from which the ledger says which checks hold each boundary:
 * `node scripts/reference/pins.ts`. It runs the tests once and the conformance cases once for every boundary, which
 * takes some minutes; run it where time lines or tests have changed.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { casePins } from './case-pins.ts';
import { command } from '../test/command.ts';

const target = 'src/components/reference/pins.json';

interface Reads {
  readonly path: string;
  readonly read: readonly string[];
}

/** The test files in whose course each boundary is read, by its anchor. */
async function testReads(): Promise<Map<string, string[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'reads-'));
  await command('vitest', ['run', '--config', 'scripts/reference/vitest.config.ts'], {
    extraEnv: { READS_FOLDER: folder },
  });
  const readers = new Map<string, string[]>();
  for (const name of readdirSync(folder).toSorted()) {
    const { path, read } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Reads;
    for (const anchor of read) readers.set(anchor, [...(readers.get(anchor) ?? []), path]);
  }
  rmSync(folder, { recursive: true });
  return readers;
}

/** Names in a list, and each boundary by the positions of its own. */
function indexed(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())].toSorted();
}

const tests = await testReads();
const cases = await casePins('tests/conformance/cases');
const testNames = indexed([...tests.values()]);
const caseNames = indexed([...cases.values()]);
const boundaries = [...cases].map(([anchor, held]) => [
  anchor,
  [
    held.map((name) => caseNames.indexOf(name)),
    (tests.get(anchor) ?? []).map((name) => testNames.indexOf(name)),
  ],
]);
const index = {
  made: new Date().toISOString().slice(0, 10),
  tests: testNames,
  cases: caseNames,
  boundaries: Object.fromEntries(boundaries) as unknown,
};
writeFileSync(target, `${JSON.stringify(index)}\n`);
const heldByCases = [...cases.values()].filter((held) => held.length > 0).length;
const readByTests = [...cases.keys()].filter((anchor) => tests.has(anchor)).length;
console.log(
  `${cases.size} boundaries: ${heldByCases} held by cases, ${readByTests} read by tests of ${testNames.length} files`,
);
