import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command.ts';
import { ensureOpenssl } from './openssl.ts';
import {
  broken,
  conformanceTally,
  playwrightTally,
  vitestTally,
  add,
  type Tally,
} from './tally.ts';

export interface Kind {
  readonly name: string;
  /** Whether only `npm run test:all` runs it. */
  readonly slow?: true;
  /** A kind that leaves a core idle, at the side of which this one runs, after others that do. */
  readonly beside?: string;
  readonly run: () => Promise<Tally>;
}

const reports = '.cache/test';

type Run = readonly [program: string, ...args: string[]];

/** A tool that says nothing where all is well: its run is one check, and its words are shown where it fails. */
async function check([program, ...args]: Run): Promise<Tally> {
  const { ok, output } = await command(program, args);
  if (!ok) console.log(`\n$ ${program} ${args.join(' ')}\n${output.trim()}`);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/** Checks that need nothing of each other, all at the same time: each of them uses one core. */
const checks = async (...runs: readonly Run[]): Promise<Tally> =>
  add(await Promise.all(runs.map(check)));

/** A run that writes a JSON report; what it prints is shown as it comes. */
async function reported(
  name: string,
  program: string,
  args: readonly string[],
  tally: (json: string) => Tally,
  extraEnv: Record<string, string> = {},
): Promise<Tally> {
  const report = join(reports, `${name}.json`);
  mkdirSync(reports, { recursive: true });
  rmSync(report, { force: true });
  const { ok } = await command(program, args, { loud: true, extraEnv });
  if (!existsSync(report)) return broken;
  const counted = tally(readFileSync(report, 'utf8'));
  // An error outside of any test fails a run in which every test has passed.
  return !ok && counted.failed === 0 ? add([counted, broken]) : counted;
}

const vitest = (name: string) => (): Promise<Tally> =>
  reported(
    name,
    'vitest',
    [
      'run',
      '--project',
      name,
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${reports}/${name}.json`,
    ],
    vitestTally,
  );

const caseFolder = 'tests/conformance/cases';

async function conformanceCases(): Promise<Tally> {
  const files = readdirSync(caseFolder)
    .filter((file) => file.endsWith('.json') && file !== 'pems.json')
    .map((file) => join(caseFolder, file));
  const { output } = await command('node', ['tests/conformance/run.ts', ...files]);
  const tally = conformanceTally(output);
  if (tally.failed > 0) {
    const failures = output.split('\n').filter((line) => line.includes('"ok":false'));
    console.log(failures.length > 0 ? failures.join('\n') : output);
  }
  return tally;
}

async function browser(): Promise<Tally> {
  return reported('browser', 'playwright', ['test', '--reporter=line,json'], playwrightTally, {
    PLAYWRIGHT_JSON_OUTPUT_NAME: `${reports}/browser.json`,
  });
}

/** In the order in which a mistake is cheapest to find. */
export const kinds: readonly Kind[] = [
  {
    name: 'types',
    run: async () =>
      add([
        // Writes the types that the others read.
        await check(['astro', 'sync']),
        await checks(
          ['tsc', '-p', 'tsconfig.pure.json'],
          ['tsc', '-p', 'tsconfig.node.json'],
          ['astro', 'check'],
          ['svelte-check', '--tsconfig', './tsconfig.json'],
        ),
      ]),
  },
  {
    name: 'lint',
    run: () => checks(['eslint', '.'], ['prettier', '--check', '--log-level=warn', '.'], ['knip']),
  },
  { name: 'architecture', beside: 'lint', run: vitest('architecture') },
  {
    name: 'pki',
    beside: 'lint',
    run: async () => {
      console.log(ensureOpenssl());
      return vitest('pki')();
    },
  },
  { name: 'conformance', beside: 'lint', run: conformanceCases },
  { name: 'unit', run: vitest('unit') },
  // What a bootstrap costs is measured with nothing at its side.
  { name: 'cost', run: vitest('cost') },
  { name: 'site', run: vitest('site') },
  { name: 'browser', run: browser },
  {
    name: 'lighthouse',
    slow: true,
    run: async () => (await import('./lighthouse.ts')).lighthouse(),
  },
];
