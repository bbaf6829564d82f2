import { describe, expect, it } from 'vitest';
import { Simulation } from '../../src/cluster/kernel/simulation.ts';
import { DAY, HOUR, MINUTE } from '../../src/cluster/model/instant.ts';
import type { Intent } from '../../src/cluster/model/intents.ts';
import { createPki } from '../../src/pki/index.ts';
import { runStep } from '../../src/player/step-runner.ts';
import { firstBootCluster, NODE } from '../../src/scenarios/first-boot/cluster.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';
import type { Step } from '../../src/scenarios/model.ts';

const SETUP: readonly Intent['type'][] = ['controlPlane.start', 'kubectl.apply'];

/** A control plane with the token and its bindings; `extra` is given to the node after that. */
async function cluster(extra: readonly Intent[] = []): Promise<Simulation> {
  const spec = firstBootCluster('1.36', 'runner');
  const simulation = Simulation.start(spec, { pki: createPki({ crypto: globalThis.crypto }) });
  const setup = firstBoot.steps.slice(0, 2).flatMap((step) => step.does ?? []);
  for (const act of [...setup.filter(({ type }) => SETUP.includes(type)), ...extra]) {
    await simulation.give(act);
    await simulation.advance(simulation.state.now + MINUTE);
  }
  return simulation;
}

const joins: readonly Intent[] = [
  { type: 'node.provision', node: NODE },
  { type: 'kubelet.start', node: NODE },
];
const joinsWithWrongToken: readonly Intent[] = [
  { type: 'node.provision', node: NODE, token: '07401b.0000000000000000' },
  { type: 'kubelet.start', node: NODE },
];
const refusedStep: Step = {
  id: 'refused',
  chapter: 'none',
  does: joinsWithWrongToken,
  until: [{ type: 'request.notAuthenticated' }],
};

describe('a step that meets a refusal', () => {
  it('stops at it, though it is what the step names', async () => {
    const simulation = await cluster();
    const span = await runStep(simulation, refusedStep, simulation.log.length);
    expect(span.outcome).toBe('diverged');
  });

  it('is reached where a refusal is what it is about, and the refused side has heard of it', async () => {
    const simulation = await cluster();
    const step: Step = { ...refusedStep, expectsRefusal: true };
    const span = await runStep(simulation, step, simulation.log.length);
    expect(span).toMatchObject({ outcome: 'reached', main: span.refusal });
    expect(simulation.log[span.main]?.type).toBe('request.notAuthenticated');
    const heard = simulation.log
      .slice(span.main, span.end)
      .find((fact) => fact.type === 'response.received');
    expect(heard?.by).toBe(`kubelet@${NODE}`);
  });

  it('does not take what was refused while time was let pass for its own', async () => {
    const simulation = await cluster();
    const to = simulation.state.now + HOUR;
    const step: Step = {
      id: 'later',
      chapter: 'none',
      does: [...joinsWithWrongToken, { type: 'clock.advance', to }],
      until: [{ type: 'clock.advanced', where: { to } }],
    };
    const span = await runStep(simulation, step, simulation.log.length);
    expect(span.outcome).toBe('reached');
  });
});

describe('a step that may take months', () => {
  const renewed: Step = {
    id: 'renewed',
    chapter: 'none',
    until: [{ type: 'certificate.installed', by: `kubelet@${NODE}` }],
    within: 400 * DAY,
  };

  it('ends in the instant in which it happens', async () => {
    const simulation = await cluster(joins);
    const span = await runStep(simulation, renewed, simulation.log.length);
    expect(span.outcome).toBe('reached');
    expect(simulation.state.now).toBe(simulation.log[span.main]?.at);
  });

  it('passes over what only repeats itself: a request that nobody may approve', async () => {
    const binding = 'kubeadm:node-autoapprove-certificate-rotation';
    const simulation = await cluster([
      ...joins,
      { type: 'kubectl.delete', kind: 'ClusterRoleBinding', name: binding },
    ]);
    const start = simulation.log.length;
    const step: Step = { ...renewed, until: [{ type: 'certificate.expired' }] };
    const span = await runStep(simulation, step, start);
    expect(span.outcome).toBe('reached');
    expect(span.end - start).toBeLessThan(20_000);
  });

  it('gives up when its time is over', async () => {
    const simulation = await cluster(joins);
    const step: Step = { ...renewed, within: 100 * DAY };
    const span = await runStep(simulation, step, simulation.log.length);
    expect(span).toMatchObject({ outcome: 'diverged' });
    expect(span.refusal).toBeUndefined();
  });
});

it('tells two nodes apart', async () => {
  const simulation = await cluster();
  const asks = (node: string): Step => ({
    id: 'asks',
    chapter: 'none',
    does: joins,
    until: [{ type: 'request.sent', request: { verb: 'create', from: `kubelet@${node}` } }],
  });
  const other = await runStep(simulation, { ...asks('node-2') }, simulation.log.length);
  expect(other.outcome).toBe('diverged');
  const own = await runStep(simulation, { ...asks(NODE), does: [] }, other.start);
  expect(own.outcome).toBe('reached');
});
