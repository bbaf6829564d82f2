/** Runs the steps of a scenario one after the other, as long as each is reached. */
import type { Simulation } from '../cluster/kernel/simulation.ts';
import type { Intent } from '../cluster/model/intents.ts';
import type { Step, Variant } from '../scenarios/model.ts';
import type { StepSpan } from './recording.ts';
import { runStep } from './step-runner.ts';

/** Acts by step id, given right before that step begins. */
export type ActsBefore = (step: string) => readonly Intent[];

export const actsOf =
  (variant: Variant | undefined): ActsBefore =>
  (step) =>
    variant?.does[step] ?? [];

/**
 * Runs `steps` from the cursor `start` and gives where each begins and ends. The first that diverges is the last.
 * @param between done after each step: a page takes a turn
 */
export async function runSteps(
  simulation: Simulation,
  steps: readonly Step[],
  start: number,
  actsBefore: ActsBefore,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly StepSpan[]> {
  const spans: StepSpan[] = [];
  for (const step of steps) {
    const span = await runStep(simulation, step, spans.at(-1)?.end ?? start, actsBefore(step.id));
    spans.push(span);
    await between();
    if (span.outcome === 'diverged') break;
  }
  return spans;
}
