/** The clusters that are measured: first-boot's, with as many nodes as wanted, all with both certificates. */
import type { ClusterSpec } from '../../src/cluster/model/cluster-spec.ts';
import { DAY, SECOND } from '../../src/cluster/model/instant.ts';
import type { Intent } from '../../src/cluster/model/intents.ts';
import { servingApproverObjects } from '../../src/cluster/model/serving-approver.ts';
import { Simulation, type AdvanceOptions } from '../../src/cluster/kernel/simulation.ts';
import { createPki } from '../../src/pki/index.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';
import { observed, type ObservedCrypto } from './bare-calls.ts';

export const UNLIMITED: AdvanceOptions = {
  budget: { facts: Number.MAX_SAFE_INTEGER, signatures: Number.MAX_SAFE_INTEGER },
};

/** Nodes of the newest release; an approver gives each its serving certificate, too. */
export function specOf(count: number, seed: string): ClusterSpec {
  const one = firstBoot.cluster('1.36', seed);
  const node = one.nodes[0]!;
  const names = Array.from({ length: count }, (_, index) => `node-${index + 1}`);
  const address = (index: number) => `10.${1 + (index >> 8)}.${index & 255}.21`;
  return {
    ...one,
    hosts: [
      ...one.hosts.filter(({ name }) => name !== node.name),
      ...names.map((name, index) => ({ name, addresses: [address(index)] })),
    ],
    controlPlane: {
      ...one.controlPlane,
      // Longer than any measure runs: what happens at the CA's end is another matter.
      caDuration: 4400 * DAY,
      certificateDuration: 4400 * DAY,
      servingApprover: { policy: 'nodeAddresses' },
    },
    nodes: names.map((name) => ({
      ...node,
      name,
      kubelet: { ...node.kubelet, serverTlsBootstrap: true },
    })),
  };
}

/** RSA key pairs made beforehand: how long the search for primes takes is chance. */
export async function rsaPairs(count = 2): Promise<readonly CryptoKeyPair[]> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  };
  const { subtle } = globalThis.crypto;
  return Promise.all(
    Array.from({ length: count }, () => subtle.generateKey(algorithm, true, ['sign', 'verify'])),
  );
}

export interface Cluster {
  readonly simulation: Simulation;
  readonly observed: ObservedCrypto;
  readonly nodes: readonly string[];
}

const setup = firstBoot.steps.flatMap((step) => step.does ?? []).slice(0, 2);
const permission: Intent = { type: 'kubectl.apply', objects: servingApproverObjects };

/** A control plane at rest, with roles and bindings, before any node has been started. */
export async function controlPlane(
  count: number,
  seed: string,
  rsaKeys: readonly CryptoKeyPair[],
): Promise<Cluster> {
  const crypto = observed(globalThis.crypto, rsaKeys);
  const spec = specOf(count, seed);
  const simulation = Simulation.start(spec, { pki: createPki({ crypto: crypto.crypto }) });
  for (const act of [...setup, permission]) {
    await simulation.give(act);
    await simulation.advance(simulation.state.now + 15 * SECOND);
  }
  return { simulation, observed: crypto, nodes: spec.nodes.map(({ name }) => name) };
}

/** Starts all nodes at one instant and lets two minutes pass. Throws where a node is without one of its certificates. */
export async function bootNodes({ simulation, nodes }: Cluster): Promise<void> {
  for (const node of nodes) {
    await simulation.give({ type: 'node.provision', node });
    await simulation.give({ type: 'kubelet.start', node });
  }
  await simulation.advance(simulation.state.now + 120 * SECOND, UNLIMITED);
  const installed = simulation.log.filter((fact) => fact.type === 'certificate.installed');
  if (installed.length !== 2 * nodes.length)
    throw new Error(`${installed.length} certificates on ${nodes.length} nodes`);
}
