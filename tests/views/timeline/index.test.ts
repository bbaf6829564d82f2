import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/cluster/model/facts.ts';
import { DAY, MINUTE } from '../../../src/cluster/model/instant.ts';
import { timelineView, type TimelineView } from '../../../src/views/timeline/index.ts';
import { atEndOf, folded, recorded } from '../recorded.ts';

const START = Date.UTC(2026, 2, 2, 9);

const lane = ({ lives }: TimelineView, name: string) => lives.filter((life) => life.lane === name);

describe('the lives of first-boot', () => {
  it('hold a token of 24 hours and a CA of ten years', async () => {
    const view = atEndOf(timelineView, await recorded('1.36'), 'token-and-bindings');
    expect(view.startedAt).toBe(START);
    expect(lane(view, 'token')).toMatchObject([{ to: START + DAY, inUse: true }]);
    expect(lane(view, 'ca')).toMatchObject([{ from: START - 5 * MINUTE, inUse: true }]);
  });

  it('hold a client certificate that is dated back, with the window of its rotation', async () => {
    const recording = await recorded('1.36');
    const [life] = lane(folded(timelineView, recording.log), 'client');
    expect(life).toMatchObject({ owner: 'node-1', inUse: true });
    expect(life!.issued - life!.from).toBeGreaterThanOrEqual(5 * MINUTE);
    const whole = life!.to! - life!.from;
    expect(life!.rotation).toEqual({
      earliest: life!.from + 0.7 * whole,
      latest: life!.from + 0.9 * whole,
    });
    const signed = lane(atEndOf(timelineView, recording, 'certificate-signed'), 'client');
    expect(signed).toMatchObject([{ inUse: false }]);
  });

  it("move now with the clock, and not with a host's", async () => {
    const { log } = await recorded('1.36');
    const advanced = log.findLast((fact) => fact.type === 'clock.advanced')!;
    expect(folded(timelineView, log, advanced.seq + 1).now).toBe(advanced.to);
  });
});

describe('what time brings', () => {
  it('is a deadline, between 70 and 90 % of the life', async () => {
    const { log } = await recorded('1.36');
    const drawn = log.find(
      (fact) => fact.type === 'lifecycle.moved' && fact.event === 'deadlineDrawn',
    );
    const [life] = lane(folded(timelineView, log, drawn!.seq + 1), 'client');
    expect(life!.deadline).toBeGreaterThan(life!.rotation!.earliest - 1);
    expect(life!.deadline).toBeLessThan(life!.rotation!.latest + 1);
  });

  it('is power that goes and comes back', async () => {
    const { log } = await recorded('1.36');
    const set = (on: boolean, at: number): Fact => ({
      type: 'host.powerSet',
      by: log[0]!.by,
      host: 'node-1',
      on,
      seq: log.length,
      at,
    });
    const off = folded(timelineView, [...log, set(false, START + DAY)]);
    expect(off.powerCuts).toEqual([{ host: 'node-1', from: START + DAY }]);
    const on = folded(timelineView, [...log, set(false, START + DAY), set(true, START + 9 * DAY)]);
    expect(on.powerCuts).toEqual([{ host: 'node-1', from: START + DAY, to: START + 9 * DAY }]);
  });
});

describe('a life that ends', () => {
  it('is replaced by the certificate that is installed after it', async () => {
    const { log } = await recorded('1.36');
    const installed = log.find((fact) => fact.type === 'certificate.installed')!;
    const at = installed.at + 300 * DAY;
    const next: Fact = {
      ...installed,
      seq: log.length,
      at,
      certificate: { ...installed.certificate, fingerprint: 'ff' },
    };
    const [first, second] = lane(folded(timelineView, [...log, next]), 'client');
    expect(first).toMatchObject({ inUse: false, ended: at });
    expect(second).toMatchObject({ inUse: true });
    expect(second).not.toHaveProperty('ended');
  });

  it('is that of a token whose Secret is deleted', async () => {
    const { log } = await recorded('1.36');
    const stored = log.find(
      (fact) => fact.type === 'object.stored' && fact.object.kind === 'Secret',
    );
    const deleted: Fact = {
      type: 'object.deleted',
      by: 'kube-apiserver@control-plane',
      key: stored?.type === 'object.stored' ? stored.key : 'secrets//',
      seq: log.length,
      at: START + 2 * DAY,
    };
    expect(lane(folded(timelineView, [...log, deleted]), 'token')).toMatchObject([
      { inUse: false, ended: START + 2 * DAY },
    ]);
  });
});
