/** What is measured, in any runtime that has WebCrypto and `performance`. Each measure is a row of the table. */
import { evolve } from '../../src/cluster/kernel/evolve.ts';
import { initialState } from '../../src/cluster/kernel/core.ts';
import { replay } from '../../src/cluster/kernel/replay.ts';
import type { Log } from '../../src/cluster/model/facts.ts';
import { DAY } from '../../src/cluster/model/instant.ts';
import { stageView } from '../../src/views/stage/index.ts';
import { timeBare } from './bare-calls.ts';
import { bootNodes, controlPlane, UNLIMITED, type Cluster } from './clusters.ts';

export interface Row {
  readonly what: string;
  readonly milliseconds: number;
  /** How many times the same WebCrypto calls alone. */
  readonly ratio?: number;
  readonly note: string;
}

const now = (): number => performance.now();

/** Processor time where the runtime tells it: what else the machine does is then no part of it. */
function processorTime(): number {
  const usage = (globalThis as { process?: NodeJS.Process }).process?.cpuUsage?.();
  return usage ? (usage.user + usage.system) / 1000 : now();
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; milliseconds: number }> {
  const start = now();
  const result = await work();
  return { result, milliseconds: now() - start };
}

/** The WebCrypto calls that came after the first `before`, alone. */
const bareSince = (cluster: Cluster, before: number): Promise<number> =>
  timeBare(globalThis.crypto, cluster.observed.calls.slice(before), now);

/** One node from nothing to both certificates, control plane included: the fastest of some runs, on both sides. */
export async function bootstrap(rsaKeys: readonly CryptoKeyPair[], runs = 10): Promise<Row> {
  let whole = Infinity;
  let bare = Infinity;
  for (let run = 0; run < runs; run += 1) {
    const { result, milliseconds } = await timed(async () => {
      const cluster = await controlPlane(1, 'bench', rsaKeys);
      await bootNodes(cluster);
      return cluster;
    });
    whole = Math.min(whole, milliseconds);
    bare = Math.min(bare, await bareSince(result, 0));
  }
  return {
    what: 'bootstrap of both certificates',
    milliseconds: whole,
    ratio: whole / bare,
    note: `fastest of ${runs}`,
  };
}

export interface NodesRow extends Row {
  readonly nodes: number;
  /** Processor time in milliseconds; in a page, time. */
  readonly perNode: number;
  readonly log: Log;
}

/** Many nodes started at one instant. The control plane is there before the clock runs. */
export async function manyNodes(
  count: number,
  rsaKeys: readonly CryptoKeyPair[],
): Promise<NodesRow> {
  const cluster = await controlPlane(count, 'bench', rsaKeys);
  const before = cluster.observed.calls.length;
  const spent = processorTime();
  const { milliseconds } = await timed(() => bootNodes(cluster));
  const perNode = (processorTime() - spent) / count;
  const bare = await bareSince(cluster, before);
  return {
    what: `${count} ${count === 1 ? 'node' : 'nodes'} in one cluster`,
    milliseconds,
    ratio: milliseconds / bare,
    note: `${perNode.toFixed(1)} ms a node, ${cluster.simulation.log.length} facts`,
    nodes: count,
    perNode,
    log: cluster.simulation.log,
  };
}

/** One node for ten years, a year an advance, each within the default budget. */
export async function years(rsaKeys: readonly CryptoKeyPair[], count = 10): Promise<Row> {
  const cluster = await controlPlane(1, 'bench', rsaKeys);
  await bootNodes(cluster);
  const { simulation } = cluster;
  const before = cluster.observed.calls.length;
  const facts = simulation.log.length;
  let slowest = 0;
  const { milliseconds } = await timed(async () => {
    for (let year = 0; year < count; year += 1) {
      const one = await timed(() =>
        simulation.give({ type: 'clock.advance', to: simulation.state.now + 365 * DAY }),
      );
      if (one.result !== 'reached') throw new Error(`year ${year + 1}: ${one.result}`);
      slowest = Math.max(slowest, one.milliseconds);
    }
  });
  return {
    what: `${count} years of one node`,
    milliseconds,
    ratio: milliseconds / (await bareSince(cluster, before)),
    note: `slowest year ${slowest.toFixed(0)} ms, ${simulation.log.length - facts} facts`,
  };
}

/** Folds the first `length` facts into state and stage, then jumps about in them. */
export function replays(log: Log, length: number): Row {
  const first = log[0];
  if (log.length < length || first?.type !== 'scenario.started')
    throw new Error(`the log has ${log.length} facts, ${length} are wanted`);
  const part = log.slice(0, length);
  const start = now();
  const state = replay(part, { initial: initialState(first.cluster), apply: evolve });
  const stage = replay(part, stageView);
  state.at(length);
  stage.at(length);
  const folded = now() - start;
  const jumps = 100;
  const jumping = now();
  for (let jump = 0; jump < jumps; jump += 1) {
    const cursor = (jump * 7919) % length;
    state.at(cursor);
    stage.at(cursor);
  }
  const perJump = (now() - jumping) / jumps;
  const perFact = (1000 * folded) / length;
  return {
    what: `replay of ${length} facts`,
    milliseconds: folded,
    note: `${perFact.toFixed(1)} µs a fact, ${perJump.toFixed(2)} ms a jump`,
  };
}

export interface Steps {
  readonly log: Log;
  readonly steps: number;
  readonly milliseconds: number;
}

/** Live steps: each to the next instant at which anything is due. */
export async function liveSteps(rsaKeys: readonly CryptoKeyPair[], count = 1000): Promise<Steps> {
  const cluster = await controlPlane(1, 'bench', rsaKeys);
  const { simulation, nodes } = cluster;
  for (const node of nodes) {
    await simulation.give({ type: 'node.provision', node });
    await simulation.give({ type: 'kubelet.start', node });
  }
  const { milliseconds } = await timed(async () => {
    for (let step = 0; step < count; step += 1) await simulation.advance('nextTimer', UNLIMITED);
  });
  return { log: simulation.log, steps: count, milliseconds };
}

/** Moves a cursor through the whole log and back, `times` times. */
export function backAndNext(log: Log, times: number): void {
  const first = log[0];
  if (first?.type !== 'scenario.started') return;
  const state = replay(log, { initial: initialState(first.cluster), apply: evolve });
  for (let time = 0; time < times; time += 1) {
    for (let cursor = 0; cursor <= log.length; cursor += 25) state.at(cursor);
    for (let cursor = log.length; cursor >= 0; cursor -= 25) state.at(cursor);
  }
}
