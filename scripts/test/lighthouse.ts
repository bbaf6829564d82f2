import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findChromium } from '../../tests/browser/support/chromium.ts';
import { buildSite } from '../build/site.ts';
import { createSiteServer, listen } from '../server/site-server.ts';
import { command } from './command.ts';
import { add, broken, type Tally } from './tally.ts';

/** Outside of the lock file: it weighs 370 MB and brings a Node of its own, which only this check needs. */
const tool = { folder: '.cache/lighthouse', name: 'lighthouse', version: '13.5.0' };

const pages = ['en/', 'en/about/', 'en/lab/first-boot/'];
const runs = 3;

interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<
    Record<
      string,
      { readonly score: number | null; readonly numericValue?: number; readonly title: string }
    >
  >;
}

async function install(): Promise<string> {
  const program = resolve(tool.folder, 'node_modules/lighthouse/cli/index.js');
  if (existsSync(program)) return program;
  mkdirSync(tool.folder, { recursive: true });
  const args = ['install', '--no-audit', '--no-fund', '--prefix', tool.folder];
  const { ok, output } = await command('npm', [...args, `${tool.name}@${tool.version}`]);
  if (!ok) throw new Error(`Lighthouse could not be installed.\n${output}`);
  return program;
}

async function measure(
  program: string,
  url: string,
  chromium: string,
  run: number,
): Promise<Report> {
  const file = join(tool.folder, `report-${run}.json`);
  const { ok, output } = await command(
    'node',
    [
      program,
      url,
      '--quiet',
      '--output=json',
      `--output-path=${file}`,
      '--chrome-flags=--headless --no-sandbox --disable-dev-shm-usage',
      '--only-categories=accessibility,best-practices,performance,seo',
    ],
    { extraEnv: { CHROME_PATH: chromium } },
  );
  if (!ok) throw new Error(`Lighthouse did not finish on ${url}.\n${output}`);
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** What is wanted of a figure, and whether it is so. */
interface Demand {
  readonly what: string;
  readonly figure: number;
  readonly ok: boolean;
}

function demands(reports: readonly Report[]): Demand[] {
  const score = (category: string): number =>
    median(reports.map(({ categories }) => (categories[category]?.score ?? 0) * 100));
  const value = (audit: string): number =>
    median(reports.map(({ audits }) => audits[audit]?.numericValue ?? Number.NaN));
  const atLeast = (what: string, figure: number, least: number): Demand => ({
    what: `${what} of ${least}`,
    figure,
    ok: figure >= least,
  });
  const atMost = (what: string, figure: number, most: number): Demand => ({
    what: `${what} of at most ${most}`,
    figure,
    ok: figure <= most,
  });
  return [
    ...['accessibility', 'best-practices', 'seo'].map((name) => atLeast(name, score(name), 100)),
    atLeast('performance', score('performance'), 95),
    atMost('kB in all', value('total-byte-weight') / 1000, 400),
    // Without Arial or a face of its widths a line may break elsewhere once Plex is there.
    atMost('layout shift', value('cumulative-layout-shift'), 0.05),
  ];
}

const failedAudits = ({ audits }: Report): string[] =>
  Object.entries(audits).flatMap(([id, { score, title }]) =>
    score !== null && score < 0.9 ? [`    ${id}: ${title} (${score})`] : [],
  );

async function check(program: string, url: string, chromium: string): Promise<Tally> {
  const reports: Report[] = [];
  for (let run = 0; run < runs; run += 1) reports.push(await measure(program, url, chromium, run));
  const results = demands(reports);
  console.log(url);
  for (const { what, figure, ok } of results) {
    console.log(`  ${ok ? 'ok    ' : 'FAILED'} ${what}: ${Math.round(figure * 1000) / 1000}`);
  }
  const [first] = reports;
  if (first !== undefined && results.some(({ ok }) => !ok))
    console.log(failedAudits(first).join('\n'));
  const passed = results.filter(({ ok }) => ok).length;
  return { passed, failed: results.length - passed };
}

/** Lighthouse on one page of each template: full marks where marks are facts, the median of three where they vary. */
export async function lighthouse(): Promise<Tally> {
  const program = await install();
  const chromium = await findChromium();
  const outDir = '.cache/site/lighthouse';
  const server = createSiteServer({ root: outDir });
  const origin = `http://localhost:${await listen(server)}/`;
  // The canonical address has to be the one that is measured.
  await buildSite({ siteUrl: origin, outDir, quiet: true });
  try {
    const tallies: Tally[] = [];
    for (const page of pages) {
      tallies.push(
        await check(program, origin + page, chromium).catch((error: unknown) => {
          console.log(error instanceof Error ? error.message : String(error));
          return broken;
        }),
      );
    }
    return add(tallies);
  } finally {
    server.close();
  }
}
