/** What the page of a scenario is printed from: its words and the recorded runs of its default release. */
import { getEntry, type CollectionEntry } from 'astro:content';
import { noticeOfAbsence } from '../../player/absence.ts';
import type { Notice } from '../../player/notice.ts';
import type { Recording, ToldStep } from '../../player/recording.ts';
import { recordedRun } from '../../recordings/recorded-runs.ts';
import type { Release } from '../../releases/release.ts';
import {
  stepsOf,
  variantsOf,
  type Scenario,
  type Step,
  type Variant,
} from '../../scenarios/model.ts';
import { locales, type Locale } from '../../site/locales.ts';
import { answerText, httpPhrase } from '../../views/answer-text.ts';
import { stepFacts } from '../../views/walk/index.ts';

export interface VariantData {
  readonly variant: Variant;
  /** The release that is spoken of: the default one, else the newest that has the variant. */
  readonly release: Release;
  readonly entry: CollectionEntry<'variants'>;
  readonly names: ToldStep['names'];
  readonly answer?: { readonly status: string; readonly text: string };
}

export interface StepData {
  readonly id: string;
  readonly chapter: string;
  readonly entry: CollectionEntry<'steps'>;
  readonly names: ToldStep['names'];
  /** The sentence of the fact that the step is about. */
  readonly fact: string;
  /** The release that is spoken of: the default one, else the newest that has the step. */
  readonly release: Release;
  /** Why the default release lacks the step. */
  readonly absence?: Notice;
  readonly variants: readonly VariantData[];
}

async function wordsOfStep(locale: Locale, scenario: string, id: string) {
  const entry = await getEntry('steps', `${locale}/${scenario}/${id}`);
  if (!entry) throw new Error(`content/steps/${locale}/${scenario}/${id}.mdx is missing`);
  return entry;
}

async function wordsOfVariant(locale: Locale, scenario: string, id: string) {
  const entry = await getEntry('variants', `${locale}/${scenario}/variants/${id}`);
  if (!entry) throw new Error(`content/steps/${locale}/${scenario}/variants/${id}.mdx is missing`);
  return entry;
}

/** What was answered at the step that a variant is about, where it was refused. */
function answerAt(run: Recording, step: string): VariantData['answer'] {
  const span = run.steps.find(({ id }) => id === step);
  const fact = span && stepFacts(run.log, span).answer;
  if (fact?.type !== 'response.sent') return undefined;
  const text = answerText(fact.answer);
  const { code } = fact.answer;
  return text === undefined ? undefined : { status: `${code} ${httpPhrase(code)}`, text };
}

async function variantData(
  locale: Locale,
  scenario: Scenario,
  variant: Variant,
): Promise<VariantData> {
  const release = spokenOf(scenario, (candidate) =>
    variantsOf(scenario, candidate).includes(variant),
  );
  const run = await recordedRun({ scenario, release, variant });
  const entry = await wordsOfVariant(locale, scenario.id, variant.id);
  const names = run.told?.[variant.about]?.names ?? {};
  const answer = answerAt(run, variant.about);
  return { variant, release, entry, names, ...(answer ? { answer } : {}) };
}

/** The default release where it has something, else the newest that does. */
function spokenOf(
  { id, defaultRelease, releases }: Scenario,
  has: (release: Release) => boolean,
): Release {
  const found = has(defaultRelease) ? defaultRelease : releases.findLast(has);
  if (!found) throw new Error(`no release of ${id} has a step or a variant that is in it`);
  return found;
}

async function stepData(
  locale: Locale,
  scenario: Scenario,
  step: Step,
  variants: readonly VariantData[],
): Promise<StepData> {
  const { id, chapter, because } = step;
  const release = spokenOf(scenario, (candidate) =>
    stepsOf(scenario, candidate).some((one) => one.id === id),
  );
  const told = (await recordedRun({ scenario, release })).told?.[id];
  const isAbsent = release !== scenario.defaultRelease && because !== undefined;
  return {
    id,
    chapter,
    entry: await wordsOfStep(locale, scenario.id, id),
    names: told?.names ?? {},
    fact: told?.words[locales[locale].lang]?.fact ?? '',
    release,
    ...(isAbsent ? { absence: noticeOfAbsence(step) } : {}),
    variants: variants.filter(({ variant }) => variant.about === id),
  };
}

/**
 * Everything of a scenario that the page says without a script.
 * @throws Error where a step or a variant has no words in the language
 */
export async function walkData(
  locale: Locale,
  scenario: Scenario,
): Promise<{
  readonly run: Recording;
  readonly steps: readonly StepData[];
  readonly variants: readonly VariantData[];
}> {
  const run = await recordedRun({ scenario, release: scenario.defaultRelease });
  const variants = await Promise.all(
    scenario.variants.map((variant) => variantData(locale, scenario, variant)),
  );
  const steps = scenario.steps.map((step) => stepData(locale, scenario, step, variants));
  return { run, steps: await Promise.all(steps), variants };
}

/** A run as far as its first step: enough to print the first picture, and small. */
export function openingOf(run: Recording): Recording {
  const [first] = run.steps;
  const told = first && run.told?.[first.id];
  return {
    ...run,
    log: run.log.slice(0, first?.end),
    told: first && told ? { [first.id]: told } : {},
  };
}
