/** What a scenario is made of: data only. Words stand in content/steps/<language>/<scenario>/<step>.mdx. */
import type { ClusterSpec } from '../cluster/model/cluster-spec.ts';
import type { FactType } from '../cluster/model/facts.ts';
import type { Duration } from '../cluster/model/instant.ts';
import type { Intent } from '../cluster/model/intents.ts';
import type { Verb } from '../cluster/model/requests.ts';
import { inRange, type Release, type ReleaseRange } from '../releases/release.ts';

/**
 * Which fact is meant. Names are by role, never by a generated name: `request` describes the exchange that a fact
 * belongs to, `where` compares fields by path (`user.name`), with `*` at the end of a text for any rest.
 */
export interface FactPattern {
  readonly type: FactType;
  /** Component kind or full id of `by`. */
  readonly by?: string;
  readonly request?: { readonly verb?: Verb; readonly resource?: string; readonly subresource?: string; readonly from?: string };
  readonly where?: Readonly<Record<string, string | number | boolean>>;
}

export interface Step {
  /** Stable over releases, never reused: links hang on it. */
  readonly id: string;
  readonly chapter: string;
  /** Acts that begin the step; none where it only goes on with what is under way. */
  readonly does?: readonly Intent[];
  /** The step ends at the first fact that matches. */
  readonly until: FactPattern;
  /** The fact that the step is about; `until` where absent. */
  readonly main?: FactPattern;
  /** Releases that have this step; all where absent. */
  readonly only?: ReleaseRange;
  /** Virtual time after which the step has diverged; 60 s where absent. */
  readonly within?: Duration;
}

/** A way to break or change the scenario: inputs only, given before the step `at`; what follows is the cluster's own verdict. */
export interface Variant {
  readonly id: string;
  /** The acts are given right before this step begins. */
  readonly at: string;
  readonly does: readonly Intent[];
  /** The last step that the variant reaches: the refusal that it is about. */
  readonly endsAt: string;
}

export interface Scenario {
  readonly id: string;
  readonly releases: readonly Release[];
  readonly defaultRelease: Release;
  cluster(release: Release, seed: string): ClusterSpec;
  readonly steps: readonly Step[];
  readonly variants: readonly Variant[];
}

/** The steps that a release has, in order. */
export function stepsOf(scenario: Scenario, release: Release): readonly Step[] {
  return scenario.steps.filter((step) => step.only === undefined || inRange(release, step.only));
}
