/** Looks in a growing log for what a step waits for, and for the refusal that may come instead. */
import { matches, type FactPattern } from '../cluster/model/fact-pattern.ts';
import type { Fact, FactType, Log } from '../cluster/model/facts.ts';
import { componentKind } from '../cluster/model/requests.ts';
import type { Simulation } from '../cluster/kernel/simulation.ts';
import type { Step } from '../scenarios/model.ts';
import { isRefusal } from './refusals.ts';

/** Position of the first fact at or after `from` that any pattern means, or -1. */
export function find(
  simulation: Simulation,
  patterns: readonly FactPattern[],
  from: number,
): number {
  const { exchanges } = simulation.state;
  const { log } = simulation;
  for (let seq = from; seq < log.length; seq += 1) {
    if (patterns.some((pattern) => matches(pattern, log[seq]!, (id) => exchanges.get(id))))
      return seq;
  }
  return -1;
}

/**
 * Refusals that are no step's: controllers meet them at their own work (csrcleaner of 1.9 may not delete), and a kubelet that
 * asks /healthz first goes on in time whatever the answer is (1.12, LoadClientCert).
 */
function isBeside(simulation: Simulation, fact: Fact): boolean {
  const exchange =
    'exchange' in fact ? simulation.state.exchanges.get(fact.exchange ?? '') : undefined;
  return (
    exchange !== undefined &&
    (componentKind(exchange.from) === 'kube-controller-manager' ||
      exchange.request.kind === 'nonResource')
  );
}

function findRefusal(simulation: Simulation, from: number): number {
  const { log } = simulation;
  for (let seq = from; seq < log.length; seq += 1) {
    const fact = log[seq]!;
    if (isRefusal(fact) && !isBeside(simulation, fact)) return seq;
  }
  return -1;
}

/** What a component does at once with the fact that ends a step, and what only shows it: charts, log lines, waits. */
const BELONGING: ReadonlySet<FactType> = new Set<FactType>([
  'lifecycle.moved',
  'log.printed',
  'timer.set',
  'timer.cancelled',
]);

/** The cursor after the fact that ends a step and what belongs to it. */
export function endAfter(log: Log, found: number): number {
  let end = found + 1;
  while (log[end]?.cause === found && BELONGING.has(log[end]!.type)) end += 1;
  return end;
}

function saysNo(log: Log, found: number): boolean {
  return log.slice(found, endAfter(log, found)).some(isRefusal);
}

export interface Found {
  /** Position of the fact that the step waits for, or -1. */
  readonly found: number;
  /** Position of the first refusal, or -1. */
  readonly refusal: number;
}

/** Looks through what has been added to the log since it looked last. */
export function searchFor(
  simulation: Simulation,
  step: Step,
  start: number,
  refusalsFrom: number,
): () => Found {
  let searched = start;
  let result: Found = { found: -1, refusal: -1 };
  return () => {
    const { found, refusal } = result;
    if (found >= 0) return result;
    const candidate = find(simulation, step.until, searched);
    // What a step waits for may turn out to be a no: an approval that says Denied.
    const isIt = candidate >= 0 && (step.expectsRefusal || !saysNo(simulation.log, candidate));
    const looksForRefusal = refusal < 0 && !step.expectsRefusal;
    result = {
      found: isIt ? candidate : -1,
      refusal: looksForRefusal
        ? findRefusal(simulation, Math.max(refusalsFrom, searched))
        : refusal,
    };
    searched = simulation.log.length;
    return result;
  };
}
