import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateOf } from '../../../../src/cluster/kernel/evolve.ts';
import { SECOND } from '../../../../src/cluster/model/instant.ts';
import type { Intent } from '../../../../src/cluster/model/intents.ts';
import { NODE } from '../../../../src/scenarios/first-boot/cluster.ts';
import { BootedCluster } from './booted-cluster.ts';
import { ERAS } from '../../../releases/eras.ts';

const acts = fc.array(
  fc.tuple(
    fc.constantFrom<Intent>(
      { type: 'kubectl.reachPod', verb: 'logs', node: NODE },
      { type: 'kubectl.reachPod', verb: 'exec', node: NODE },
      { type: 'kubectl.reachPod', verb: 'logs', node: 'nowhere' },
      { type: 'metricsServer.scrape', node: NODE },
      { type: 'kubelet.stop', node: NODE },
      { type: 'kubelet.start', node: NODE },
      { type: 'host.setPower', host: NODE, on: false },
      { type: 'host.setPower', host: NODE, on: true },
      { type: 'host.setReachable', host: NODE, reachable: false },
      { type: 'host.setReachable', host: NODE, reachable: true },
      { type: 'host.setClock', host: NODE, offset: -600 * SECOND },
    ),
    // Milliseconds until the next act: some come while the one before is under way.
    fc.constantFrom(0, 1, 3, 5, 9, 20, 1000),
  ),
  { minLength: 2, maxLength: 8 },
);

describe('whatever happens to the node meanwhile', () => {
  it(
    'each call of port 10250 comes to an end, and the log folds',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...ERAS), acts, async (release, steps) => {
          const cluster = await BootedCluster.start(release, {
            metricsServer: { kubeletInsecureTls: true },
          });
          const from = cluster.simulation.log.length;
          for (const [intent, lasting] of steps) await cluster.act(intent, lasting);
          await cluster.simulation.advance(cluster.simulation.state.now + 5 * SECOND);
          const { log, state } = cluster.simulation;
          const callers = ['kubectl@workstation', 'metrics-server@control-plane'];
          const calls = log
            .slice(from)
            .flatMap((fact) =>
              fact.type === 'request.prepared' && callers.includes(fact.by) ? [fact.exchange] : [],
            );
          for (const call of calls)
            expect(['done', 'failed']).toContain(state.exchanges.get(call)?.stage);
          const folded = stateOf(log);
          expect(folded.exchanges.toJS()).toEqual(state.exchanges.toJS());
          expect(folded.kubelets.toJS()).toEqual(state.kubelets.toJS());
        }),
        { numRuns: 30 },
      );
    },
  );
});
