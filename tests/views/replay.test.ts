import { beforeAll, describe, expect, it } from 'vitest';
import type { Log } from '../../src/cluster/model/facts.ts';
import { replay } from '../../src/cluster/kernel/replay.ts';
import { ALL_VIEWS } from './all-views.ts';
import { longLog } from './long-log.ts';
import { folded, recorded } from './recorded.ts';

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** Milliseconds of this thread's own work in the quickest of some runs: other processes must not decide. */
const fastest = (runs: number, run: () => void): number =>
  Math.min(
    ...Array.from({ length: runs }, () => {
      const before = process.threadCpuUsage();
      run();
      const { user, system } = process.threadCpuUsage(before);
      return (user + system) / 1000;
    }),
  );

describe.each(Object.entries(ALL_VIEWS))('the view %s', (_, view) => {
  let log: Log;
  let long: Log;

  beforeAll(async () => {
    ({ log } = await recorded('1.36'));
    long = longLog(log, 10_000);
  });

  it('changes nothing that it was given', () => {
    let folding = frozen(view.initial);
    for (const fact of log) folding = frozen(view.apply(folding, frozen(structuredClone(fact))));
    expect(folding).toEqual(folded(view, log));
  });

  it('is plain data', () => {
    const picture = folded(view, log);
    expect(JSON.parse(JSON.stringify(picture))).toEqual(picture);
  });

  it('gives the same picture at a cursor from whichever side one comes', () => {
    const replayed = replay(log, view);
    for (const cursor of [log.length, 3, 300, 299, 64, 65, 0, 500]) {
      expect(replayed.at(cursor)).toEqual(folded(view, log, cursor));
    }
  });

  it('folds 10,000 facts in 50 ms, and reaches any cursor in 5 ms once that is done', () => {
    expect(long.length).toBeGreaterThan(10_000);
    expect(fastest(8, () => replay(long, view).at(long.length))).toBeLessThan(50);
    const replayed = replay(long, view);
    replayed.at(long.length);
    for (const cursor of [1, 9_999, 5_000, 64, 7_777]) {
      expect(fastest(3, () => replayed.at(cursor))).toBeLessThan(5);
    }
  });
});
