/** In which releases a scenario goes otherwise than in the release before: told by its recorded runs, step by step. */
import type { Recording } from '../player/recording.ts';
import type { Release } from '../releases/release.ts';
import type { Scenario } from '../scenarios/model.ts';
import { masked } from './masked.ts';
import { recordedRun } from './recorded-runs.ts';

/** By release, the oldest left out: the first step that goes otherwise than in the release before, null where none does. */
export type FirstDifferences = Readonly<Partial<Record<Release, string | null>>>;

/** Facts that no reader sees as such: that time passes, and what is to come. */
const UNSEEN = /^(timer|clock)\./;

/** Drawn anew for each request and run, so that one fact more in an earlier step changes them all. */
const DRAWN_FIELDS = new Set(['clientRandom', 'serverRandom', 'uid', 'resourceVersion']);

const DRAWN: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\d[T -]\d\d[:-]\d\d[:-]\d\d[\d.]*/g, '<time>'],
  [/\bcsr-[a-z0-9]{5}\b/g, 'csr-<drawn>'],
  // Exchanges, connections, timers and runs end with the number of the fact that began them.
  [/-\d+(?=[-/]|$)/g, '-<number>'],
  [/\b\d+(\.\d+)?(h\d+m|m|ms|µs|s)[\d.ms]*\b/g, '<duration>'],
];

/** Earlier than any instant of a run, later than any number that says something else. */
const INSTANTS_BEGIN = 1e12;

function withoutDraws(key: string, value: unknown): unknown {
  if (typeof value === 'number')
    return value > INSTANTS_BEGIN || key.endsWith('Ms') ? '<time>' : value;
  if (typeof value !== 'string') return value;
  if (DRAWN_FIELDS.has(key)) return `<${key}>`;
  // How long it is, a release decides; leading zeros are not written.
  if (key === 'serial') return `<${Math.ceil(value.length / 8)} words>`;
  return DRAWN.reduce((text, [pattern, instead]) => text.replace(pattern, instead), value);
}

/** What a reader sees happen in each step, as JSON, without keys, draws, times and the release's own name. */
export function happenings({ log, steps, release }: Recording): ReadonlyMap<string, string> {
  const name = new RegExp(`(?<![\\d.])v?${release.replaceAll('.', '\\.')}(\\.\\d+)?(?!\\d)`, 'g');
  const facts = masked(log) as Recording['log'];
  return new Map(
    steps.map(({ id, start, end }) => {
      const seen = facts
        .slice(start, end)
        .filter(({ type }) => !UNSEEN.test(type))
        .map(({ seq: _seq, at: _at, cause: _cause, ...fact }) => fact);
      return [id, JSON.stringify(seen, withoutDraws).replace(name, '<release>')];
    }),
  );
}

/** Many pages of a build ask. */
const compared = new Map<Scenario, Promise<FirstDifferences>>();

/**
 * Compares a scenario as it should go between each of its releases and the one before.
 * @throws Error where a run diverges
 */
export function firstDifferencesOf(scenario: Scenario): Promise<FirstDifferences> {
  const differences = compared.get(scenario) ?? compare(scenario);
  compared.set(scenario, differences);
  return differences;
}

async function compare(scenario: Scenario): Promise<FirstDifferences> {
  const differences: Partial<Record<Release, string | null>> = {};
  let before: ReadonlyMap<string, string> | undefined;
  for (const release of scenario.releases) {
    const here = happenings(await recordedRun({ scenario, release }));
    const older = before;
    if (older) {
      const first = scenario.steps.find(({ id }) => here.get(id) !== older.get(id));
      differences[release] = first?.id ?? null;
    }
    before = here;
  }
  return differences;
}
