/** Runs a scenario with real cryptography and keeps the log: the first view of a lab, made at build time. */
import { Simulation } from '../cluster/kernel/simulation.ts';
import type { PkiPort } from '../cluster/model/crypto.ts';
import type { Recording } from '../player/recording.ts';
import { actsOf, runSteps } from '../player/run-steps.ts';
import type { Release } from '../releases/release.ts';
import { clusterOf, stepsOf, type Scenario, type Variant } from '../scenarios/model.ts';

export interface RecordOptions {
  readonly release: Release;
  readonly seed: string;
  readonly variant?: Variant;
}

/**
 * Runs every step in order. A run with a variant that does not go on ends with the first step that diverges.
 * @throws Error where a step diverges although nothing was broken on purpose
 */
export async function record(
  scenario: Scenario,
  pki: PkiPort,
  { release, seed, variant }: RecordOptions,
): Promise<Recording> {
  const simulation = Simulation.start(clusterOf(scenario, release, seed, variant), { pki });
  const steps = await runSteps(
    simulation,
    stepsOf(scenario, release),
    simulation.log.length,
    actsOf(variant),
  );
  const last = steps.at(-1);
  if (!variant && last?.outcome === 'diverged')
    throw new Error(
      `${scenario.id} at ${release}: step ${last.id} diverged; the log ends with ${JSON.stringify(simulation.log.slice(-3))}`,
    );
  const common = { scenario: scenario.id, release, seed, log: simulation.log.slice(0), steps };
  return variant ? { ...common, variant: variant.id } : common;
}
