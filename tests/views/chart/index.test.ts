import { describe, expect, it } from 'vitest';
import type { ChartTransition } from '../../../src/views/chart/index.ts';
import { chartDefinition, CHARTS, chartsView } from '../../../src/views/chart/index.ts';
import { folded, recorded } from '../recorded.ts';

const matches = (from: string, to: string) => (transition: ChartTransition) =>
  (transition.from === from || transition.from === '*') && transition.to === to;

describe('the definitions of the charts', () => {
  it('name every state that a transition leads from or to', () => {
    for (const { states, transitions, initial } of CHARTS) {
      const names = ['*', ...states.map(({ name }) => name)];
      expect(names).toContain(initial);
      for (const { from, to } of transitions) {
        expect(names).toContain(from);
        expect(names).toContain(to);
      }
    }
  });

  it('hold delays and guards by name', () => {
    const bootstrap = chartDefinition('bootstrap')!;
    expect(bootstrap.transitions).toContainEqual({
      from: 'waitingForCertificate',
      to: 'failed',
      event: 'certificateWait',
      kind: 'delay',
    });
    expect(bootstrap.transitions.some(({ guard }) => guard === 'waitsForServer')).toBe(true);
  });

  it('know which state is the last', () => {
    const csr = chartDefinition('certificateSigningRequest')!;
    expect(csr.states.filter(({ final }) => final).map(({ name }) => name)).toEqual(['deleted']);
  });
});

describe.each(['1.8', '1.36'] as const)('the charts of a run at %s', (release) => {
  it('are lit where the run has come to, by moves that the definition has', async () => {
    const { instances } = folded(chartsView, (await recorded(release)).log);
    expect(instances.map(({ chart, lit }) => [chart, lit])).toEqual(
      expect.arrayContaining([
        ['bootstrap', 'done'],
        ['clientCertificate', 'inUse'],
        ['certificateSigningRequest', 'issued'],
      ]),
    );
    for (const { chart, lit, moves } of instances) {
      const { transitions } = chartDefinition(chart)!;
      expect(moves.at(-1)?.to).toBe(lit);
      for (const { from, to } of moves.filter((move) => move.from !== null)) {
        expect(transitions.filter(matches(from!, to))).not.toEqual([]);
      }
    }
  });
});
