/** Why a release lacks a variant of the scenario. */
import type { Release } from '../releases/release.ts';
import { variantsOf, type ScenarioOutline } from '../scenarios/model.ts';
import type { Notice } from './notice.ts';

/** A sentence where `release` lacks the variant; undefined where it has it, or where there is no such variant. */
export function absenceOf(
  scenario: ScenarioOutline,
  variant: string | undefined,
  release: Release,
): Notice | undefined {
  const known = scenario.variants.find(({ id }) => id === variant);
  if (!known || variantsOf(scenario, release).some(({ id }) => id === variant)) return undefined;
  return { key: `lab.absent.${known.because ?? 'otherRelease'}` };
}
