/** A whole cluster with one node, set up and then left to itself: real keys, every component real. */
import { Simulation, type AdvanceEnd } from '../../../src/cluster/kernel/simulation.ts';
import type { Fact, FactType, FactOf } from '../../../src/cluster/model/facts.ts';
import { DAY, MINUTE, SECOND, type Duration } from '../../../src/cluster/model/instant.ts';
import type { Intent } from '../../../src/cluster/model/intents.ts';
import { createPki } from '../../../src/pki/index.ts';
import type { Release } from '../../../src/releases/release.ts';
import { firstBootCluster, NODE } from '../../../src/scenarios/first-boot/cluster.ts';
import { bindings, bootstrapTokenSecret } from '../../../src/scenarios/first-boot/objects.ts';

export interface OverTimeOptions {
  /** --cluster-signing-duration; a year where absent. */
  readonly signing?: Duration;
  /** Whether the kubelet asks the API server for its serving certificate. */
  readonly serving?: boolean;
  /** How far the node's clock is ahead. */
  readonly clockOffset?: Duration;
  readonly addresses?: readonly string[];
  readonly controllerManagerGates?: Readonly<Record<string, boolean>>;
}

export interface OverTime {
  readonly simulation: Simulation;
  give(intent: Intent): Promise<AdvanceEnd>;
  /** Lets time pass as a reader does: in one advance, within the budget. */
  pass(ms: Duration): Promise<AdvanceEnd>;
  facts<T extends FactType>(type: T): readonly Fact<FactOf<T>>[];
  /** Lines of the kubelet's log, from a position of the facts on. */
  logged(from?: number): readonly string[];
  files(): readonly string[];
}

/** A token that never expires, so that a node can bootstrap at any time. */
function lastingToken() {
  const { expiration: _, ...data } = { expiration: '', ...bootstrapTokenSecret.data };
  return { ...bootstrapTokenSecret, data };
}

export async function clusterOverTime(
  release: Release,
  options: OverTimeOptions = {},
): Promise<OverTime> {
  const base = firstBootCluster(release, 'over-time');
  const gates = options.serving ? { RotateKubeletServerCertificate: true } : {};
  const spec = {
    ...base,
    hosts: base.hosts.map((host) =>
      host.name === NODE
        ? {
            ...host,
            addresses: options.addresses ?? host.addresses,
            clockOffset: options.clockOffset ?? 0,
          }
        : host,
    ),
    controlPlane: {
      ...base.controlPlane,
      controllerManager: {
        ...base.controlPlane.controllerManager,
        clusterSigningDuration: options.signing ?? 365 * DAY,
        featureGates: options.controllerManagerGates ?? {},
      },
    },
    nodes: base.nodes.map((node) => ({
      ...node,
      kubelet: {
        ...node.kubelet,
        serverTlsBootstrap: options.serving ?? false,
        featureGates: gates,
      },
    })),
  };
  const simulation = Simulation.start(spec, { pki: createPki({ crypto: globalThis.crypto }) });
  const give = (intent: Intent): Promise<AdvanceEnd> => simulation.give(intent);
  const pass = (ms: Duration): Promise<AdvanceEnd> =>
    give({ type: 'clock.advance', to: simulation.state.now + ms });
  await give({ type: 'controlPlane.start' });
  await pass(5 * SECOND);
  await give({ type: 'kubectl.apply', objects: [lastingToken(), ...bindings] });
  await pass(5 * SECOND);
  await give({ type: 'node.provision', node: NODE });
  await give({ type: 'kubelet.start', node: NODE });
  await pass(MINUTE);
  return {
    simulation,
    give,
    pass,
    facts: <T extends FactType>(type: T) =>
      simulation.log.filter((fact) => fact.type === type) as unknown as readonly Fact<FactOf<T>>[],
    logged: (from = 0) =>
      simulation.log
        .slice(from)
        .flatMap((fact) =>
          fact.type === 'log.printed' && fact.by.startsWith('kubelet@') ? [fact.message] : [],
        ),
    files: () => [...simulation.state.hosts.get(NODE)!.files.keys()].sort(),
  };
}
