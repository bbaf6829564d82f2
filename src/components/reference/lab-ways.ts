/** From a release's page into the lab: to the first step that goes otherwise than in the release before. */
import { getEntry } from 'astro:content';
import { firstDifferencesOf } from '../../recordings/differences.ts';
import type { Release } from '../../releases/release.ts';
import { SCENARIOS } from '../../scenarios/index.ts';
import { stepsOf, type Scenario } from '../../scenarios/model.ts';
import type { Locale } from '../../site/locales.ts';
import { wordsOf } from '../../site/words.ts';
import { scenarioWords } from '../lab/scenario-words.ts';

export interface LabWay {
  /** Address within the language. */
  readonly to: `/lab/${string}`;
  readonly words: string;
}

async function wayInto(
  scenario: Scenario,
  locale: Locale,
  release: Release,
  older: Release | undefined,
): Promise<LabWay> {
  const t = wordsOf(locale);
  const to = `/lab/${scenario.id}/?release=${release}` as const;
  const values = { scenario: t(scenarioWords(scenario.id).title), release, older: older ?? '' };
  const first = (await firstDifferencesOf(scenario))[release];
  if (first === null) return { to, words: t('reference.release.labSame', values) };
  // Of a step that this release lacks there is nothing to be seen.
  const isThere = stepsOf(scenario, release).some(({ id }) => id === first);
  const entry = isThere ? await getEntry('steps', `en/${scenario.id}/${first}`) : undefined;
  if (!entry) return { to, words: t('reference.release.lab', values) };
  const number = scenario.steps.findIndex(({ id }) => id === first) + 1;
  const words = t('reference.release.labFirst', { ...values, number, title: entry.data.title });
  return { to: `${to}#${first}`, words };
}

/** A way into each scenario that runs at the release. */
export const labWays = (
  locale: Locale,
  release: Release,
  older: Release | undefined,
): Promise<readonly LabWay[]> =>
  Promise.all(
    SCENARIOS.filter(({ releases }) => releases.includes(release)).map((scenario) =>
      wayInto(scenario, locale, release, older),
    ),
  );
