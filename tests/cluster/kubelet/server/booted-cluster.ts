/** A whole cluster with one node that has joined, and what it says when its port 10250 is used. */
import { Simulation } from '../../../../src/cluster/kernel/simulation.ts';
import type {
  ClusterSpec,
  ControlPlaneSpec,
  MetricsServerSpec,
  NodeSpec,
} from '../../../../src/cluster/model/cluster-spec.ts';
import type { FactOf } from '../../../../src/cluster/model/facts.ts';
import { SECOND } from '../../../../src/cluster/model/instant.ts';
import type { Intent } from '../../../../src/cluster/model/intents.ts';
import { componentKind } from '../../../../src/cluster/model/requests.ts';
import { createPki, type PkiSession } from '../../../../src/pki/index.ts';
import type { Release } from '../../../../src/releases/release.ts';
import { firstBootCluster, NODE } from '../../../../src/scenarios/first-boot/cluster.ts';
import { bindings, bootstrapTokenSecret } from '../../../../src/scenarios/first-boot/objects.ts';

export const CA_FILE = '/etc/kubernetes/pki/ca.crt';

export interface Changes {
  readonly apiServer?: Partial<ControlPlaneSpec['apiServer']>;
  readonly kubelet?: Partial<NodeSpec['kubelet']>;
  readonly metricsServer?: MetricsServerSpec;
}

function specOf(release: Release, { apiServer, kubelet, metricsServer }: Changes): ClusterSpec {
  const base = firstBootCluster(release, 'port');
  const { controlPlane } = base;
  return {
    ...base,
    controlPlane: { ...controlPlane, apiServer: { ...controlPlane.apiServer, ...apiServer } },
    nodes: base.nodes.map((node) => ({ ...node, kubelet: { ...node.kubelet, ...kubelet } })),
    ...(metricsServer ? { metricsServer } : {}),
  };
}

export class BootedCluster {
  readonly pki: PkiSession = createPki({ crypto: globalThis.crypto });
  readonly simulation: Simulation;

  private constructor(spec: ClusterSpec) {
    this.simulation = Simulation.start(spec, { pki: this.pki });
  }

  /** Set up, the kubelet not started yet. */
  static async prepared(release: Release, changes: Changes = {}): Promise<BootedCluster> {
    const cluster = new BootedCluster(specOf(release, changes));
    await cluster.act({ type: 'controlPlane.start' });
    await cluster.act({ type: 'kubectl.apply', objects: [bootstrapTokenSecret, ...bindings] });
    await cluster.act({ type: 'node.provision', node: NODE });
    return cluster;
  }

  /** The node has registered. */
  static async start(release: Release, changes: Changes = {}): Promise<BootedCluster> {
    const cluster = await BootedCluster.prepared(release, changes);
    await cluster.act({ type: 'kubelet.start', node: NODE }, 60 * SECOND);
    return cluster;
  }

  async act(intent: Intent, lasting = SECOND): Promise<void> {
    await this.simulation.give(intent);
    await this.simulation.advance(this.simulation.state.now + lasting);
  }

  /** Lines that the act made components print, by kind of component. */
  async printed(intent: Intent): Promise<Record<string, readonly string[]>> {
    const from = this.simulation.log.length;
    await this.act(intent);
    const lines = this.simulation.log
      .slice(from)
      .filter((fact): fact is typeof fact & FactOf<'log.printed'> => fact.type === 'log.printed');
    return Object.fromEntries(
      lines.map(({ by }) => [
        componentKind(by),
        lines.filter((line) => line.by === by).map(({ message }) => message),
      ]),
    );
  }

  logs = (): Promise<Record<string, readonly string[]>> =>
    this.printed({ type: 'kubectl.reachPod', verb: 'logs', node: NODE });

  exec = (): Promise<Record<string, readonly string[]>> =>
    this.printed({ type: 'kubectl.reachPod', verb: 'exec', node: NODE });

  scrape = (): Promise<Record<string, readonly string[]>> =>
    this.printed({ type: 'metricsServer.scrape', node: NODE });
}
