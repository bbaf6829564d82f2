/** What a scenario is made of: data only. Words stand in content/steps/<language>/<scenario>/<step>.mdx. */
import type { ClusterSpec } from '../cluster/model/cluster-spec.ts';
import type { FactPattern } from '../cluster/model/fact-pattern.ts';
import type { Duration } from '../cluster/model/instant.ts';
import type { Intent } from '../cluster/model/intents.ts';
import { inRange, type Release, type ReleaseRange } from '../releases/release.ts';

/** How a step begins and ends in some releases, where that differs from the others. */
export interface StepIn {
  readonly only: ReleaseRange;
  readonly does?: readonly Intent[];
  readonly until?: readonly FactPattern[];
}

/** Why a release lacks a step or a variant; the sentence stands in the page's words under `lab.absent.`. */
export type AbsenceReason =
  | 'noBootstrapTokens'
  | 'noAccessReview'
  | 'noRbac'
  | 'groupApprover'
  | 'tokenLasts'
  | 'noServingBootstrap'
  | 'noRotation'
  | 'rotates'
  | 'connectionsStay'
  | 'connectionsClose'
  | 'lifeEnds'
  | 'bootstrapsAgain'
  | 'tokenFile'
  | 'usagesKnown'
  | 'oldRequestGone';

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
  /** Why the others lack it. */
  readonly because?: AbsenceReason;
  /** Releases in which it is done otherwise, each once. */
  readonly instead?: readonly StepIn[];
  /** What the step waits for is somebody's no: other refusals on the way to it do not end the run. */
  readonly expectsRefusal?: true;
  /** Virtual time after which the step has diverged; 60 s where absent. */
  readonly within?: Duration;
}

/** A way to break or change the scenario. It changes inputs; what follows is the cluster's own verdict. */
export interface Variant {
  readonly id: string;
  /** Release of the kubelets, where it is not that of the control plane. */
  readonly kubelet?: Release;
  /** Acts by step id, given right before that step begins. */
  readonly does: Readonly<Record<string, readonly Intent[]>>;
  /** The step that the variant is about: where it is refused, or where it decides otherwise. */
  readonly about: string;
  /** Whether the scenario goes on to its end after that. */
  readonly goesOn: boolean;
  /** Releases that have this variant; all where absent. */
  readonly only?: ReleaseRange;
  /** Why the others lack it. */
  readonly because?: AbsenceReason;
}

export interface Scenario {
  readonly id: string;
  readonly releases: readonly Release[];
  readonly defaultRelease: Release;
  cluster(release: Release, seed: string): ClusterSpec;
  readonly steps: readonly Step[];
  readonly variants: readonly Variant[];
}

/** The cluster in which a run begins, with the kubelets of its variant. */
export function clusterOf(
  scenario: Scenario,
  release: Release,
  seed: string,
  variant?: Variant,
): ClusterSpec {
  const cluster = scenario.cluster(release, seed);
  const kubelet = variant?.kubelet;
  if (kubelet === undefined) return cluster;
  return { ...cluster, nodes: cluster.nodes.map((node) => ({ ...node, release: kubelet })) };
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

const isIn = (release: Release, range: ReleaseRange | undefined): boolean =>
  range === undefined || inRange(release, range);

/** The steps that a release has, in order, each as it is done there. */
export function stepsOf(scenario: ScenarioOutline, release: Release): readonly Step[] {
  return scenario.steps
    .filter((step) => isIn(release, step.only))
    .map(({ instead = [], ...step }) => {
      const { only: _, ...here } = instead.find(({ only }) => inRange(release, only)) ?? {
        only: {},
      };
      return { ...step, ...here };
    });
}

/** The variants that a release has. */
export function variantsOf(scenario: ScenarioOutline, release: Release): readonly Variant[] {
  return scenario.variants.filter(({ only }) => isIn(release, only));
}

/** The scenario as one release has it. */
export function outlineAt(scenario: ScenarioOutline, release: Release): ScenarioOutline {
  return {
    ...scenario,
    steps: stepsOf(scenario, release),
    variants: variantsOf(scenario, release),
  };
}
