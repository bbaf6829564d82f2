import { beforeEach, describe, expect, it } from 'vitest';
import { Simulation } from '../../src/cluster/kernel/simulation.ts';
import { DAY, rfc3339, SECOND } from '../../src/cluster/model/instant.ts';
import type { Act } from '../../src/player/acts.ts';
import type { Engine } from '../../src/player/engine.ts';
import { LiveRuns } from '../../src/player/live-runs.ts';
import { RECORDED_SEED, type RunName } from '../../src/player/place.ts';
import type { Recording } from '../../src/player/recording.ts';
import { createPki } from '../../src/pki/index.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';

const engine: Engine = {
  Simulation,
  createPki: () => createPki({ crypto: globalThis.crypto }),
};

let live: LiveRuns;
beforeEach(() => {
  live = new LiveRuns(
    firstBoot,
    () => ({}),
    () => Promise.resolve(engine),
  );
});

const trunk: RunName = { release: '1.36', mode: 'live', seed: RECORDED_SEED, acts: [] };
const after = (step: string, act: Act, name: RunName = trunk): RunName => ({
  ...name,
  acts: [...name.acts, { act, step }],
});
const wait = (until: string): Act => ({ verb: 'wait', until });

/** What the step at which the act is seen comes to: the facts from the act on, and the time at their end. */
function seen(run: Recording, from: number) {
  const span = run.steps.find(({ id }) => id === run.seenAt)!;
  const facts = run.log.slice(from, span.end);
  const last = facts.at(-1)!;
  return { span, facts, now: last.type === 'clock.advanced' ? last.to : last.at };
}

const endOf = ({ steps }: Recording, id: string): number =>
  steps.find((step) => step.id === id)!.end;
const clientCertificates = ({ log }: Pick<Recording, 'log'>, from = 0, to = log.length) =>
  log
    .slice(from, to)
    .flatMap((fact) =>
      fact.type === 'certificate.installed' && fact.role === 'kubelet-client'
        ? [fact.certificate]
        : [],
    );

describe('time that passes at a step', () => {
  it('is seen there, and leaves the trunk as it was', async () => {
    const before = await live.make(trunk);
    const text = JSON.stringify(before.log);
    const run = await live.make(after('node-registered', wait('day')));
    const from = endOf(before, 'node-registered');
    expect(run.log.slice(0, from)).toEqual(before.log.slice(0, from));
    const { now } = seen(run, from);
    expect(now - before.log[from - 1]!.at).toBeGreaterThanOrEqual(DAY);
    expect(JSON.stringify(before.log)).toBe(text);
  });

  it('gives the steps that come about meanwhile their own facts', async () => {
    const run = await live.make(after('csr-pending', wait('2026-03-02T09:01:00Z')));
    expect(run.seenAt).toBe('node-registered');
    const ids = run.steps.map(({ id }) => id);
    expect(ids.slice(ids.indexOf('csr-pending'), ids.indexOf('node-registered') + 1)).toEqual(
      firstBoot.steps
        .map(({ id }) => id)
        .slice(ids.indexOf('csr-pending'), ids.indexOf('node-registered') + 1),
    );
    const ends = run.steps.map(({ end }) => end);
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
  });

  it.each(['1.8', '1.11', '1.36'] as const)(
    'renews the client certificate at its deadline at %s, and not before',
    async (release) => {
      const name = after('node-registered', wait('deadline'), { ...trunk, release });
      const run = await live.make(name);
      const from = endOf(await live.make({ ...trunk, release }), 'node-registered');
      const [first] = clientCertificates(run, 0, from);
      const { facts, span, now } = seen(run, from);
      const life = first!.notAfter - first!.notBefore;
      expect((now - first!.notBefore) / life).toBeGreaterThan(0.69);
      expect((now - first!.notBefore) / life).toBeLessThan(0.91);
      expect(clientCertificates({ log: facts })).toEqual([]);
      const later = await live.make(after(span.id, wait('day'), name));
      const end = later.steps.find(({ id }) => id === later.seenAt)!.end;
      expect(clientCertificates(later, from, end)).toHaveLength(1);
    },
  );

  it('stops where the reader cancels, and nothing of it is kept', async () => {
    const controller = new AbortController();
    const name = after('node-registered', wait('year'));
    const made = live.make(name, { signal: controller.signal });
    controller.abort();
    await expect(made).rejects.toMatchObject({ notice: { key: 'lab.time.cancelled' } });
    expect((await live.make(name)).seenAt).toBeDefined();
  });

  it('says so where there is no such moment ahead', async () => {
    for (const until of ['2020-01-01T00:00:00Z', '2126-01-01T00:00:00Z', 'serving-deadline'])
      await expect(live.make(after('kubelet-starts', wait(until))), until).rejects.toMatchObject({
        notice: { key: 'lab.time.noSuch' },
      });
  });
});

describe('what is done to the node', () => {
  const from = async (): Promise<number> => endOf(await live.make(trunk), 'node-registered');

  it('takes its power away past its certificate’s end, and gives it back', async () => {
    const off = after('node-registered', { verb: 'power', on: false });
    const expired = after('node-registered', wait('expiry'), off);
    const run = await live.make(expired);
    const { now } = seen(run, await from());
    const [held] = clientCertificates(run, 0, endOf(run, 'node-registered'));
    expect(rfc3339(now)).toBe(rfc3339(held!.notAfter + SECOND));
    const on = await live.make(after(run.seenAt!, { verb: 'power', on: true }, expired));
    const { facts } = seen(on, await from());
    expect(facts.map(({ type }) => type)).toContain('process.started');
  });

  it('sets its clock, and starts its kubelet again', async () => {
    const run = await live.make(after('node-registered', { verb: 'clock', offset: '+1h' }));
    expect(seen(run, await from()).facts).toContainEqual(
      expect.objectContaining({ type: 'host.clockSet', host: 'node-1', offset: 3_600_000 }),
    );
    const again = await live.make(after('node-registered', { verb: 'restart' }));
    expect(seen(again, await from()).facts.map(({ type }) => type)).toContain('process.started');
  });
});
