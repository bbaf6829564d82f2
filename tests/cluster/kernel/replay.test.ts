import { describe, expect, it } from 'vitest';
import { replay, type Projection } from '../../../src/cluster/kernel/replay.ts';
import type { Fact } from '../../../src/cluster/model/facts.ts';

const fact = (seq: number): Fact => ({
  type: 'clock.advanced',
  by: 'clock@cluster',
  to: seq,
  seq,
  at: seq,
});

function counting(): { projection: Projection<{ sum: number }>; folds: () => number } {
  let folds = 0;
  return {
    folds: () => folds,
    projection: {
      initial: { sum: 0 },
      apply: (view, { seq }) => {
        folds += 1;
        return { sum: view.sum + seq };
      },
    },
  };
}

describe('replay', () => {
  const log = Array.from({ length: 1000 }, (_, seq) => fact(seq));
  const sumTo = (cursor: number): number => (cursor === 0 ? 0 : (cursor * (cursor - 1)) / 2);

  it('gives the fold of the first facts at any cursor, in any order of asking', () => {
    const { projection } = counting();
    const replayed = replay(log, projection);
    for (const cursor of [0, 1, 64, 65, 999, 1000, 500, 499, 63, 1000, 0]) {
      expect(replayed.at(cursor).sum).toBe(sumTo(cursor));
    }
  });

  it('cuts the cursor to the log', () => {
    const replayed = replay(log, counting().projection);
    expect(replayed.at(5000).sum).toBe(sumTo(1000));
    expect(replayed.at(-1).sum).toBe(0);
  });

  it('folds at most 64 facts where a checkpoint stands before the cursor', () => {
    const { projection, folds } = counting();
    const replayed = replay(log, projection);
    replayed.at(1000);
    const before = folds();
    replayed.at(700);
    expect(folds() - before).toBeLessThanOrEqual(64);
  });

  it('goes forward from where it was', () => {
    const { projection, folds } = counting();
    const replayed = replay(log, projection);
    replayed.at(900);
    const before = folds();
    replayed.at(901);
    expect(folds() - before).toBe(1);
  });

  it('sees facts that were appended after it was made', () => {
    const growing = log.slice(0, 10);
    const replayed = replay(growing, counting().projection);
    expect(replayed.at(20).sum).toBe(sumTo(10));
    growing.push(...log.slice(10, 20));
    expect(replayed.at(20).sum).toBe(sumTo(20));
  });
});
