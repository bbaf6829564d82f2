import { describe, expect, it } from 'vitest';
import { boundaryAfter, causesOf, isBoundary } from '../../../src/cluster/kernel/causes.ts';
import type { Fact, Log } from '../../../src/cluster/model/facts.ts';

const by = 'reader@workstation' as const;
const log: Log = [
  { type: 'intent.given', by, intent: { type: 'kubelet.start', node: 'node-1' } },
  { type: 'timer.cancelled', by, timer: 'a', cause: 0 },
  { type: 'timer.cancelled', by, timer: 'b', cause: 1 },
  { type: 'clock.advanced', by, to: 5 },
  { type: 'timer.cancelled', by, timer: 'c', cause: 3 },
].map((body, seq) => ({ ...body, seq, at: 0 }) as Fact);

describe('causesOf', () => {
  it('leads from a fact back to what came from outside', () => {
    expect(causesOf(log, 2).map(({ seq }) => seq)).toEqual([2, 1, 0]);
    expect(causesOf(log, 4).map(({ seq }) => seq)).toEqual([4, 3]);
  });

  it('is empty where there is no such fact', () => {
    expect(causesOf(log, 99)).toEqual([]);
  });
});

describe('boundaries', () => {
  it('lie before intents, before the clock moves, and at the end', () => {
    expect([1, 2, 3, 4, 5].filter((length) => isBoundary(log, length))).toEqual([3, 5]);
  });

  it('are sought forward from the middle of an instant', () => {
    expect([0, 1, 3, 4, 99].map((length) => boundaryAfter(log, length))).toEqual([3, 3, 3, 5, 5]);
  });
});
