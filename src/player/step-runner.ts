/** Runs a scenario step by step on a simulation: gives a step's acts, lets time pass until what it waits for has happened. */
import { matches, type FactPattern } from '../cluster/model/fact-pattern.ts';
import type { FactType, Log } from '../cluster/model/facts.ts';
import { MILLISECOND, MINUTE } from '../cluster/model/instant.ts';
import type { Intent } from '../cluster/model/intents.ts';
import type { Simulation } from '../cluster/kernel/simulation.ts';
import type { Step } from '../scenarios/model.ts';
import type { StepSpan } from './recording.ts';
import { isRefusal } from './refusals.ts';

const DEFAULT_LIMIT = MINUTE;

/** How long others take to hear of a decision that answers no request of theirs: through their watches. */
const WORD_SPREADS = 100 * MILLISECOND;

/** Position of the first fact at or after `from` that any pattern means, or -1. */
function find(simulation: Simulation, patterns: readonly FactPattern[], from: number): number {
  const { exchanges } = simulation.state;
  const { log } = simulation;
  for (let seq = from; seq < log.length; seq += 1) {
    if (patterns.some((pattern) => matches(pattern, log[seq]!, (id) => exchanges.get(id))))
      return seq;
  }
  return -1;
}

function findRefusal(log: Log, from: number): number {
  for (let seq = from; seq < log.length; seq += 1) if (isRefusal(log[seq]!)) return seq;
  return -1;
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
  for (const intent of [...acts, ...(step.does ?? [])]) await simulation.give(intent);
  const deadline = simulation.state.now + (step.within ?? DEFAULT_LIMIT);
  let searched = start;
  let refusal = -1;
  for (;;) {
    const found = find(simulation, step.until, searched);
    refusal = refusal < 0 ? findRefusal(simulation.log, searched) : refusal;
    // What a step waits for may turn out to be a no: an approval that says Denied.
    if (found >= 0 && !saysNo(simulation.log, found))
      return reached(simulation, step, start, found);
    if (refusal >= 0) return diverged(simulation, step, start, refusal);
    searched = simulation.log.length;
    if (simulation.state.now >= deadline) break;
    if ((await simulation.advance('nextTimer')) !== 'reached') break;
  }
  return {
    id: step.id,
    start,
    end: simulation.log.length,
    main: Math.max(start, simulation.log.length - 1),
    outcome: 'diverged',
  };
}

/** What a component does at once with the fact that ends a step, and what only shows it: charts, log lines, waits. */
const BELONGING: ReadonlySet<FactType> = new Set<FactType>([
  'lifecycle.moved',
  'log.printed',
  'timer.set',
  'timer.cancelled',
]);

/** The cursor after the fact that ends a step and what belongs to it. */
function endAfter(log: Log, found: number): number {
  let end = found + 1;
  while (log[end]?.cause === found && BELONGING.has(log[end]!.type)) end += 1;
  return end;
}

function saysNo(log: Log, found: number): boolean {
  return log.slice(found, endAfter(log, found)).some(isRefusal);
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

/** Lets the refused side hear of it: until the answer is there, or nothing is due. */
async function diverged(
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
    outcome: 'diverged',
    refusal,
  };
}
