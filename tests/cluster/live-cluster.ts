/** A whole cluster with real keys, taken to where its node is registered: what happens over time begins there. */
import { Simulation } from '../../src/cluster/kernel/simulation.ts';
import type { ClusterSpec } from '../../src/cluster/model/cluster-spec.ts';
import type { Fact, FactOf, FactType } from '../../src/cluster/model/facts.ts';
import { SECOND, type Duration } from '../../src/cluster/model/instant.ts';
import type { Intent } from '../../src/cluster/model/intents.ts';
import type { NodeCondition } from '../../src/cluster/model/objects.ts';
import { readyCondition, storedNode } from '../../src/cluster/model/reporting.ts';
import { createPki } from '../../src/pki/index.ts';
import type { Release } from '../../src/releases/release.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';

const SETUP = new Set<Intent['type']>([
  'controlPlane.start',
  'kubectl.apply',
  'node.provision',
  'kubelet.start',
]);

export class LiveCluster {
  readonly simulation: Simulation;

  private constructor(spec: ClusterSpec) {
    this.simulation = Simulation.start(spec, { pki: createPki({ crypto: globalThis.crypto }) });
  }

  /** First-boot's cluster of a release, changed as a test needs it, `after` its node has had a minute to register. */
  static async start(
    release: Release,
    change: (spec: ClusterSpec) => ClusterSpec = (spec) => spec,
    extra: readonly Intent[] = [],
  ): Promise<LiveCluster> {
    const cluster = new LiveCluster(change(firstBoot.cluster(release, 'live')));
    const does = firstBoot.steps.flatMap((step) => step.does ?? []);
    const acts = does.filter(({ type }) => SETUP.has(type)).slice(0, 4);
    const [start, apply, ...rest] = acts;
    for (const act of [start!, apply!, ...extra, ...rest]) {
      await cluster.give(act);
      await cluster.pass(SECOND);
    }
    await cluster.pass(60 * SECOND);
    return cluster;
  }

  async give(intent: Intent): Promise<void> {
    await this.simulation.give(intent);
  }

  /** Lets virtual time pass in one advance. */
  async pass(duration: Duration): Promise<string> {
    return this.simulation.give({ type: 'clock.advance', to: this.state.now + duration });
  }

  get state() {
    return this.simulation.state;
  }

  facts<T extends FactType>(type: T): readonly Fact<FactOf<T>>[] {
    return this.simulation.log.filter((fact): fact is Fact<FactOf<T>> => fact.type === type);
  }

  ready(node = 'node-1'): NodeCondition | undefined {
    return readyCondition(storedNode(this.state, node));
  }
}
