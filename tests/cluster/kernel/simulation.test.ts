import { describe, expect, it } from 'vitest';
import { Simulation } from '../../../src/cluster/kernel/simulation.ts';
import { stateOf } from '../../../src/cluster/kernel/evolve.ts';
import type { Component } from '../../../src/cluster/model/component.ts';
import type { CryptoEffect, CryptoOutcome, PkiPort } from '../../../src/cluster/model/crypto.ts';
import type { FactBody } from '../../../src/cluster/model/facts.ts';
import { SECOND } from '../../../src/cluster/model/instant.ts';
import { firstBootCluster } from '../../../src/scenarios/first-boot/cluster.ts';

const spec = firstBootCluster('1.36', 'kernel');
const KUBELET = 'kubelet@node-1' as const;

/** Answers `spkiHash` with the text that it was asked about, the later the earlier it was asked. */
class ReversingPort implements PkiPort {
  #pending = 3;

  async perform(effect: CryptoEffect): Promise<CryptoOutcome> {
    const turns = (this.#pending -= 1) + 1;
    for (let turn = 0; turn < turns * 3; turn += 1) await Promise.resolve();
    if (effect.kind !== 'spkiHash') throw new Error('only spkiHash here');
    return { kind: 'spkiHash', result: { hash: effect.pem } };
  }
}

const ask = (pem: string): FactBody => ({
  type: 'crypto.asked',
  by: KUBELET,
  effect: `effect-${pem}`,
  purpose: { name: 'test', of: pem },
  ask: { kind: 'spkiHash', pem },
});

const timer = (id: string, due: number): FactBody => ({
  type: 'timer.set',
  by: KUBELET,
  timer: id,
  due,
  purpose: { name: id, of: 'node-1' },
});

function reacting(
  answers: (fact: { type: string } & Record<string, unknown>) => readonly FactBody[],
): Component {
  return { name: 'test', react: (_, fact) => answers(fact as never) };
}

const onStart = (bodies: readonly FactBody[]): Component =>
  reacting((fact) => (fact.type === 'intent.given' ? bodies : []));

const start = (component: Component, pki: PkiPort = new ReversingPort()) =>
  Simulation.start(spec, { pki, components: [component] });

describe('Simulation', () => {
  it('appends outcomes in the order asked, whatever the order of completion', async () => {
    const simulation = start(onStart([ask('first'), ask('second'), ask('third')]));
    await simulation.give({ type: 'kubelet.start', node: 'node-1' });
    const outcomes = simulation.log
      .filter((fact) => fact.type === 'crypto.completed')
      .map((fact) => fact.purpose.of);
    expect(outcomes).toEqual(['first', 'second', 'third']);
  });

  it('turns an effect that throws into an outcome', async () => {
    const simulation = start(
      onStart([{ ...ask('x'), ask: { kind: 'readCsr', pem: 'x' } } as FactBody]),
    );
    await simulation.give({ type: 'kubelet.start', node: 'node-1' });
    expect(simulation.log.at(-1)).toMatchObject({
      type: 'crypto.completed',
      outcome: { kind: 'failed', of: 'readCsr' },
    });
  });

  it('gives every fact its cause, back to the intent', async () => {
    const simulation = start(onStart([ask('first')]));
    await simulation.give({ type: 'kubelet.start', node: 'node-1' });
    const completed = simulation.log.findLast((fact) => fact.type === 'crypto.completed')!;
    const asked = simulation.log[completed.cause!]!;
    expect(asked.type).toBe('crypto.asked');
    expect(simulation.log[asked.cause!]!.type).toBe('intent.given');
  });

  it('fires timers in the order in which they fall due, and of setting where they fall due together', async () => {
    const now = spec.startsAt;
    const simulation = start(
      onStart([
        timer('late', now + 2 * SECOND),
        timer('b', now + SECOND),
        timer('a', now + SECOND),
      ]),
    );
    await simulation.give({ type: 'kubelet.start', node: 'node-1' });
    expect(await simulation.advance('nextTimer')).toBe('reached');
    expect(await simulation.advance('nextTimer')).toBe('reached');
    expect(await simulation.advance('nextTimer')).toBe('nothingDue');
    expect(
      simulation.log
        .filter((fact) => fact.type === 'timer.fired')
        .map((fact) => [fact.timer, fact.at - now]),
    ).toEqual([
      ['b', SECOND],
      ['a', SECOND],
      ['late', 2 * SECOND],
    ]);
  });

  it('replaces a timer that is set again, and forgets one that is cancelled', async () => {
    const now = spec.startsAt;
    const simulation = start(
      onStart([
        timer('a', now + SECOND),
        timer('a', now + 3 * SECOND),
        timer('b', now + SECOND),
        { type: 'timer.cancelled', by: KUBELET, timer: 'b' },
      ]),
    );
    await simulation.give({ type: 'kubelet.start', node: 'node-1' });
    await simulation.advance(now + 10 * SECOND);
    expect(
      simulation.log.filter((fact) => fact.type === 'timer.fired').map((fact) => fact.at - now),
    ).toEqual([3 * SECOND]);
    expect(simulation.state.now).toBe(now + 10 * SECOND);
  });

  it('pauses an advance that would do more than its budget, and can be taken up again', async () => {
    const repeating = reacting((fact) =>
      fact.type === 'intent.given' || fact.type === 'timer.fired'
        ? [timer('tick', (fact['at'] as number) + SECOND)]
        : [],
    );
    const simulation = start(repeating);
    await simulation.give({ type: 'kubelet.start', node: 'node-1' });
    const year = spec.startsAt + 365 * 86_400 * SECOND;
    expect(await simulation.advance(year, { budget: { facts: 300, signatures: 10 } })).toBe(
      'budgetSpent',
    );
    const length = simulation.log.length;
    expect(length).toBeLessThan(320);
    expect(await simulation.advance(simulation.state.now + 5 * SECOND)).toBe('reached');
    expect(simulation.log.length).toBe(length + 15);
  });

  it('can be cancelled between two instants', async () => {
    const signal = { aborted: false };
    const repeating = reacting((fact) => {
      if (fact.type === 'timer.fired') signal.aborted = true;
      return fact.type === 'intent.given' || fact.type === 'timer.fired'
        ? [timer('tick', (fact['at'] as number) + SECOND)]
        : [];
    });
    const simulation = start(repeating);
    await simulation.give({ type: 'kubelet.start', node: 'node-1' });
    expect(await simulation.advance(spec.startsAt + 3600 * SECOND, { signal })).toBe('cancelled');
    expect(simulation.log.filter((fact) => fact.type === 'timer.fired')).toHaveLength(1);
  });

  it('keeps intents waiting until the one before has come to rest', async () => {
    const simulation = start(onStart([ask('first')]));
    await Promise.all([
      simulation.give({ type: 'kubelet.start', node: 'node-1' }),
      simulation.give({ type: 'kubelet.stop', node: 'node-1' }),
    ]);
    expect(simulation.log.map((fact) => fact.type)).toEqual([
      'scenario.started',
      'intent.given',
      'crypto.asked',
      'crypto.completed',
      'intent.given',
      'crypto.asked',
      'crypto.completed',
    ]);
  });

  it('takes up a log at the next boundary and leaves the trunk as it was', async () => {
    const component = onStart([ask('first'), timer('a', spec.startsAt + SECOND)]);
    const trunk = start(component);
    await trunk.give({ type: 'kubelet.start', node: 'node-1' });
    await trunk.advance('nextTimer');
    const before = JSON.stringify(trunk.log);
    const branch = Simulation.resume(trunk.log, 2, {
      pki: new ReversingPort(),
      components: [component],
    });
    expect(branch.log.at(-1)).toMatchObject({ type: 'crypto.completed' });
    await branch.give({ type: 'kubelet.stop', node: 'node-1' });
    await branch.advance('nextTimer');
    expect(branch.log.slice(0, 5)).toEqual(trunk.log.slice(0, 5));
    expect(branch.log.length).toBeGreaterThan(trunk.log.length);
    expect(JSON.stringify(trunk.log)).toBe(before);
  });

  it('has a state that is the fold of its log', async () => {
    const component = onStart([ask('first'), timer('a', spec.startsAt + SECOND)]);
    const simulation = start(component);
    await simulation.give({ type: 'kubelet.start', node: 'node-1' });
    await simulation.advance('nextTimer');
    const folded = stateOf(simulation.log, [component]);
    expect(folded.now).toBe(simulation.state.now);
    expect(folded.timers.toJS()).toEqual(simulation.state.timers.toJS());
    expect(folded.length).toBe(simulation.log.length);
  });
});
