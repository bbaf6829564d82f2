import { describe, expect, it } from 'vitest';
import { indexOfStep, keyOfRun, openingRun, presenceOf } from '../../src/player/place.ts';
import type { Recording, StepSpan } from '../../src/player/recording.ts';
import type { Scenario } from '../../src/scenarios/model.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';

const scenario: Scenario = {
  ...firstBoot,
  steps: ['a', 'b', 'c', 'd'].map((id) => ({ id, chapter: 'x', until: [] })),
};
const span = (id: string, outcome: StepSpan['outcome'] = 'reached'): StepSpan => ({
  id,
  start: 0,
  end: 1,
  main: 0,
  outcome,
});
const run = (...steps: StepSpan[]): Recording => ({
  scenario: 'first-boot',
  release: '1.8',
  seed: 's',
  log: [],
  steps,
});

describe('a step in a run', () => {
  it('is there, lacking in the release, or beyond the end', () => {
    const lacksB = run(span('a'), span('c'), span('d'));
    expect(presenceOf(scenario, lacksB, 'c')).toBe('there');
    expect(presenceOf(scenario, lacksB, 'b')).toBe('notInRelease');
    const stops = run(span('a'), span('b', 'diverged'));
    expect(presenceOf(scenario, stops, 'c')).toBe('notReached');
    expect(presenceOf(scenario, stops, 'nowhere')).toBeUndefined();
  });

  it('falls on its nearest earlier neighbour', () => {
    const steps = [span('a'), span('c')];
    expect(indexOfStep(scenario, steps, 'c')).toBe(1);
    expect(indexOfStep(scenario, steps, 'b')).toBe(0);
    expect(indexOfStep(scenario, steps, 'd')).toBe(1);
    expect(indexOfStep(scenario, steps, 'nowhere')).toBe(0);
  });
});

describe('the key of a run', () => {
  const name = openingRun(firstBoot);

  it('is the same for the same run and tells runs apart', () => {
    const deny = { act: { verb: 'deny' }, step: 'csr-pending' } as const;
    const names = [
      name,
      { ...name, release: '1.8' as const },
      { ...name, variant: 'no-binding' },
      { ...name, mode: 'live' as const },
      { ...name, mode: 'live' as const, seed: 'other' },
      { ...name, mode: 'live' as const, acts: [deny] },
      { ...name, mode: 'live' as const, acts: [{ ...deny, step: 'csr-sent' }] },
    ];
    expect(new Set(names.map(keyOfRun)).size).toBe(names.length);
    expect(keyOfRun({ ...name, acts: [deny] })).toBe(keyOfRun({ ...name, acts: [{ ...deny }] }));
  });
});
