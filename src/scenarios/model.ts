/** What a scenario is made of: data only. Words stand in content/steps/<language>/<scenario>/<step>.mdx. */
import type { ClusterSpec } from '../cluster/model/cluster-spec.ts';
import type { FactPattern } from '../cluster/model/fact-pattern.ts';
import type { Duration } from '../cluster/model/instant.ts';
import type { Intent } from '../cluster/model/intents.ts';
import { inRange, type Release, type ReleaseRange } from '../releases/release.ts';

export interface Step {
  /** Stable over releases, never reused: links hang on it. */
  readonly id: string;
  readonly chapter: string;
  /** Acts that begin the step; none where it only goes on with what is under way. */
  readonly does?: readonly Intent[];
  /** The step ends at the first fact that matches any of these. */
  readonly until: readonly FactPattern[];
  /** The fact that the step is about; the one that ended it where absent or not there. */
  readonly main?: FactPattern;
  /** Releases that have this step; all where absent. */
  readonly only?: ReleaseRange;
  /** Virtual time after which the step has diverged; 60 s where absent. */
  readonly within?: Duration;
}

/** A way to break or change the scenario. It changes inputs; what follows is the cluster's own verdict. */
export interface Variant {
  readonly id: string;
  /** Acts by step id, given right before that step begins. */
  readonly does: Readonly<Record<string, readonly Intent[]>>;
  /** The step that the variant is about: where it is refused, or where it decides otherwise. */
  readonly about: string;
  /** Whether the scenario goes on to its end after that. */
  readonly goesOn: boolean;
}

export interface Scenario {
  readonly id: string;
  readonly releases: readonly Release[];
  readonly defaultRelease: Release;
  cluster(release: Release, seed: string): ClusterSpec;
  readonly steps: readonly Step[];
  readonly variants: readonly Variant[];
}

/** A scenario without its cluster: what a page needs to show a run of it, as JSON. */
export type ScenarioOutline = Omit<Scenario, 'cluster'>;

export function outlineOf({
  id,
  releases,
  defaultRelease,
  steps,
  variants,
}: Scenario): ScenarioOutline {
  return { id, releases, defaultRelease, steps, variants };
}

/** The steps that a release has, in order. */
export function stepsOf(scenario: ScenarioOutline, release: Release): readonly Step[] {
  return scenario.steps.filter((step) => step.only === undefined || inRange(release, step.only));
}
