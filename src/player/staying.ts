/**
 * Acts that lead to no other step: time passes, the power goes, a clock is set. What comes of them is seen at the step
 * at hand; where it holds whole steps of the scenario, at the last of these.
 */
import type { AdvanceOptions, Simulation } from '../cluster/kernel/simulation.ts';
import type { FactType, Log } from '../cluster/model/facts.ts';
import { MINUTE, rfc3339 } from '../cluster/model/instant.ts';
import type { Intent } from '../cluster/model/intents.ts';
import type { Step } from '../scenarios/model.ts';
import { breathe } from './breathe.ts';
import { NoticeError } from './notice.ts';
import type { Recording, StepSpan } from './recording.ts';
import { spanIn } from './step-runner.ts';
import { targetIn } from './target-instants.ts';
import type { TimeTarget } from './time-targets.ts';

/** How long one looks at what comes of an act at once: a host that starts has its kubelet again by then. */
const AT_ONCE = MINUTE;

/** Facts between two turns of the page. */
const SLICE = 40;

/** Gives intents and looks what comes of them at once. */
export async function actNow(simulation: Simulation, intents: readonly Intent[]): Promise<void> {
  for (const intent of intents) await simulation.give(intent);
  await simulation.advance(simulation.state.now + AT_ONCE);
}

/**
 * Lets time pass.
 * @returns where it is to go on, in a run whose budget was spent on the way
 * @throws NoticeError where the run knows no such instant, or the reader has cancelled
 */
export async function letTimePass(
  simulation: Simulation,
  node: string,
  until: TimeTarget,
  options: AdvanceOptions,
): Promise<Recording['paused']> {
  const { log, state } = simulation;
  const to = targetIn(until, log, node, state.now);
  if (to === undefined) throw new NoticeError({ key: 'lab.time.noSuch' });
  // Said before it begins: the way to cancel is there from the start.
  options.onProgress?.(state.now);
  await breathe();
  const end = await simulation.give({ type: 'clock.advance', to }, { slice: SLICE, ...options });
  if (end === 'cancelled') throw new NoticeError({ key: 'lab.time.cancelled' });
  if (end !== 'budgetSpent' || to === 'nextTimer') return undefined;
  return { at: rfc3339(simulation.state.now), until: rfc3339(to) };
}

/** What happens by the way, and is no news by itself. */
const QUIET: ReadonlySet<FactType> = new Set<FactType>([
  'clock.advanced',
  'timer.set',
  'timer.fired',
  'timer.cancelled',
  'lifecycle.moved',
  'log.printed',
  'crypto.asked',
  'crypto.completed',
]);

/** The newest of what happened: what a step that has been made longer is about. */
function news(log: Log, span: StepSpan): number {
  const found = log.findLastIndex(({ type }) => !QUIET.has(type));
  return found >= span.end ? found : span.main;
}

export interface Stayed {
  /** Spans so far, the last of which reaches to the end of the log. */
  readonly spans: readonly StepSpan[];
  /** Steps that are still ahead. */
  readonly ahead: readonly Step[];
}

/**
 * Gives what lies behind the step at hand to it, or to the steps that were reached meanwhile without anybody's doing.
 * @param done spans up to the one at hand
 * @param steps the scenario's steps from the one at hand on
 * @param needsAct whether a step waits for something that is still to be done
 */
export function stayed(
  simulation: Simulation,
  done: readonly StepSpan[],
  [here, ...following]: readonly Step[],
  needsAct: (step: Step) => boolean,
): Stayed {
  const last = done.at(-1)!;
  const mended = last.outcome === 'diverged' && here && spanIn(simulation, here, last.start);
  const spans = mended ? [...done.slice(0, -1), mended] : [...done];
  const goesOn = spans.at(-1)!.outcome === 'reached';
  const ahead = goesOn ? [...following] : [];
  while (ahead.length > 0 && !needsAct(ahead[0]!)) {
    const span = spanIn(simulation, ahead[0]!, spans.at(-1)!.end);
    if (!span) break;
    spans.push(span);
    ahead.shift();
  }
  const { log } = simulation;
  const longer = spans.pop()!;
  spans.push({ ...longer, end: log.length, main: news(log, longer) });
  return { spans, ahead };
}
