import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/cluster/model/facts.ts';
import { DAY } from '../../src/cluster/model/instant.ts';
import { logsView } from '../../src/views/logs/index.ts';
import { sequenceView } from '../../src/views/sequence/index.ts';
import { folded, recorded } from './recorded.ts';

/** The recorded run, and a year of attempts that were all alike. */
async function withRepetition() {
  const { log } = await recorded('1.36');
  const last = log.at(-1)!;
  const repeated: Fact = {
    type: 'attempts.repeated',
    by: 'kubelet@node-1',
    what: 'servingCertificate',
    from: last.at,
    to: Date.UTC(2027, 2, 2, 9),
    every: DAY / 94,
    count: 34_296,
    seq: log.length,
    at: last.at,
  };
  return { log: [...log, repeated], repeated };
}

const told = { key: 'repeated.more', params: { count: '34,296', until: '2027-03-02T09:00:00Z' } };

describe('attempts that were all alike', () => {
  it('are told in one sentence where their log lines would stand', async () => {
    const { log, repeated } = await withRepetition();
    const view = folded(logsView, log);
    expect(view.repeated).toEqual([{ seq: repeated.seq, by: 'kubelet@node-1', told }]);
    expect(view.lines).toEqual(folded(logsView, log.slice(0, -1)).lines);
  });

  it('are told after the last arrow before them', async () => {
    const { log, repeated } = await withRepetition();
    const { arrows, repeated: left } = folded(sequenceView, log);
    expect(left).toEqual([
      { seq: repeated.seq, by: 'kubelet@node-1', told, after: arrows.at(-1)!.id },
    ]);
  });
});
