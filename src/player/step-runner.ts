/** Runs a scenario step by step on a simulation: gives a step's acts, lets time pass until what it waits for has happened. */
import { HOUR, MILLISECOND, MINUTE, type Instant } from '../cluster/model/instant.ts';
import type { Intent } from '../cluster/model/intents.ts';
import type { Simulation } from '../cluster/kernel/simulation.ts';
import type { Step } from '../scenarios/model.ts';
import type { StepSpan } from './recording.ts';
import { endAfter, find, searchFor, type Found } from './step-search.ts';

const DEFAULT_LIMIT = MINUTE;

/** What a step may take without its loops being passed over. */
const AT_A_LOOK = HOUR;

/** How long others take to hear of a decision that answers no request of theirs: through their watches. */
const WORD_SPREADS = 100 * MILLISECOND;

/**
 * Gives the acts one after the other.
 * @returns the cursor from which refusals are the step's: what is refused while time is let pass on purpose is not
 */
async function given(
  simulation: Simulation,
  acts: readonly Intent[],
  start: number,
): Promise<number> {
  let begun = start;
  for (const intent of acts) {
    await simulation.give(intent);
    if (intent.type === 'clock.advance') begun = simulation.log.length;
  }
  return begun;
}

/**
 * Runs one step from the cursor `start`. Facts that are already in the log after `start` count: one instant often holds
 * several steps.
 * @param acts given instead of nothing before the step's own, for instance those of a variant
 */
export async function runStep(
  simulation: Simulation,
  step: Step,
  start: number,
  acts: readonly Intent[] = [],
): Promise<StepSpan> {
  const begun = await given(simulation, [...acts, ...(step.does ?? [])], start);
  const deadline = simulation.state.now + (step.within ?? DEFAULT_LIMIT);
  const search = searchFor(simulation, step, start, begun);
  for (;;) {
    const { found, refusal } = search();
    if (found >= 0)
      return step.expectsRefusal
        ? refused(simulation, step, start, found)
        : reached(simulation, step, start, found);
    if (refusal >= 0) return diverged(simulation, step, start, refusal);
    if (simulation.state.now >= deadline) break;
    if (!(await timePassed(simulation, step, deadline, search))) break;
  }
  return {
    id: step.id,
    start,
    end: simulation.log.length,
    main: Math.max(start, simulation.log.length - 1),
    outcome: 'diverged',
  };
}

/**
 * Lets time pass, up to the next event; on a step that may take long, in one advance, in which loops that only repeat
 * themselves are passed over.
 * @returns whether there is more to wait for
 */
async function timePassed(
  simulation: Simulation,
  step: Step,
  deadline: Instant,
  search: () => Found,
): Promise<boolean> {
  if ((step.within ?? 0) <= AT_A_LOOK) return (await simulation.advance('nextTimer')) === 'reached';
  const until = (): boolean => {
    const { found, refusal } = search();
    return found >= 0 || refusal >= 0;
  };
  const end = await simulation.give({ type: 'clock.advance', to: deadline }, { until });
  return end === 'stopped' || end === 'reached';
}

function reached(simulation: Simulation, step: Step, start: number, found: number): StepSpan {
  const main = step.main ? find(simulation, [step.main], start) : found;
  return {
    id: step.id,
    start,
    end: endAfter(simulation.log, found),
    main: main >= 0 && main <= found ? main : found,
    outcome: 'reached',
  };
}

async function diverged(
  simulation: Simulation,
  step: Step,
  start: number,
  refusal: number,
): Promise<StepSpan> {
  return { ...(await refused(simulation, step, start, refusal)), outcome: 'diverged' };
}

/** Lets the refused side hear of it: until the answer is there, or nothing is due. */
async function refused(
  simulation: Simulation,
  step: Step,
  start: number,
  refusal: number,
): Promise<StepSpan> {
  const fact = simulation.log[refusal]!;
  const exchange = 'exchange' in fact ? fact.exchange : undefined;
  if (exchange === undefined) await simulation.advance(simulation.state.now + WORD_SPREADS);
  const heard = (): boolean =>
    exchange === undefined ||
    ['done', 'failed'].includes(simulation.state.exchanges.get(exchange)?.stage ?? 'done');
  for (let tries = 0; !heard() && tries < 10; tries += 1) {
    if ((await simulation.advance('nextTimer')) !== 'reached') break;
  }
  return {
    id: step.id,
    start,
    end: simulation.log.length,
    main: refusal,
    outcome: 'reached',
    refusal,
  };
}

/** The span of a step that the log holds from `start` on already; undefined where it is still to be reached. */
export function spanIn(simulation: Simulation, step: Step, start: number): StepSpan | undefined {
  const { found } = searchFor(simulation, step, start, simulation.log.length)();
  if (found < 0) return undefined;
  const span = reached(simulation, step, start, found);
  return step.expectsRefusal ? { ...span, main: found, refusal: found } : span;
}
