/** Why a release lacks a step or a variant of the scenario. */
import type { Release, ReleaseRange } from '../releases/release.ts';
import { variantsOf, type AbsenceReason, type ScenarioOutline } from '../scenarios/model.ts';
import { edgesOf } from '../scenarios/stretch.ts';
import type { Notice } from './notice.ts';

interface Lacking {
  readonly only?: ReleaseRange;
  readonly because?: AbsenceReason;
}

/** The sentence for releases that lack a step or a variant; it names those that have it, or their neighbours. */
export const noticeOfAbsence = ({ only = {}, because }: Lacking): Notice => ({
  key: `lab.absent.${because ?? 'otherRelease'}`,
  values: edgesOf(only),
});

/** A sentence where `release` lacks the variant; undefined where it has it, or where there is no such variant. */
export function absenceOf(
  scenario: ScenarioOutline,
  variant: string | undefined,
  release: Release,
): Notice | undefined {
  const known = scenario.variants.find(({ id }) => id === variant);
  if (!known || variantsOf(scenario, release).some(({ id }) => id === variant)) return undefined;
  return noticeOfAbsence(known);
}
