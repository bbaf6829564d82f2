/** Where a reader is: which run of a scenario, and which step of it. Links and the player speak of the same thing. */
import type { Release } from '../releases/release.ts';
import type { ScenarioOutline } from '../scenarios/model.ts';
import { textOfAct, type ActAt } from './acts.ts';
import type { Recording, StepSpan } from './recording.ts';

export type Mode = 'recorded' | 'live';

/** Which run is meant: enough to load it, or to make it again. */
export interface RunName {
  readonly release: Release;
  readonly variant?: string;
  readonly mode: Mode;
  readonly seed: string;
  /** What the reader did by hand, in order; empty on the trunk and in every recorded run. */
  readonly acts: readonly ActAt[];
}

export interface Place extends RunName {
  readonly step: string;
}

/** The seed of the recorded runs, and of live ones that name no other: both then differ in nothing but keys. */
export const RECORDED_SEED = 'first';

/** Two names with the same key name the same run. */
export const keyOfRun = ({ release, variant, mode, seed, acts }: RunName): string =>
  JSON.stringify([
    release,
    variant ?? '',
    mode,
    seed,
    acts.map(({ act, step }) => [textOfAct(act), step]),
  ]);

/** The recorded run with which a scenario begins. */
export const openingRun = (scenario: ScenarioOutline): RunName => ({
  release: scenario.defaultRelease,
  mode: 'recorded',
  seed: RECORDED_SEED,
  acts: [],
});

/** Whether a run has the step, lacks it in its release, or ended before it. */
export type StepPresence = 'there' | 'notInRelease' | 'notReached';

/** How the step stands in a run; `undefined` where the scenario has no such step. */
export function presenceOf(
  scenario: ScenarioOutline,
  run: Recording,
  step: string,
): StepPresence | undefined {
  if (run.steps.some(({ id }) => id === step)) return 'there';
  const known = scenario.steps.find(({ id }) => id === step);
  if (!known) return undefined;
  const order = scenario.steps.map(({ id }) => id);
  const last = run.steps.at(-1);
  const beyond = last === undefined || order.indexOf(step) > order.indexOf(last.id);
  return beyond && last?.outcome === 'diverged' ? 'notReached' : 'notInRelease';
}

/**
 * Index among the run's steps of the one wanted, or of its nearest earlier neighbour where the run lacks it; 0 where it
 * has none before, or where the scenario knows no such step.
 */
export function indexOfStep(
  scenario: ScenarioOutline,
  steps: readonly StepSpan[],
  wanted: string,
): number {
  const order = scenario.steps.map(({ id }) => id);
  const place = order.indexOf(wanted);
  return Math.max(
    0,
    steps.findLastIndex(({ id }) => order.indexOf(id) <= place),
  );
}
