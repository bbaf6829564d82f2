import { beforeEach, describe, expect, it } from 'vitest';
import { Simulation } from '../../src/cluster/kernel/simulation.ts';
import type { Log } from '../../src/cluster/model/facts.ts';
import type { Act } from '../../src/player/acts.ts';
import { lazyLive } from '../../src/player/live.ts';
import type { Engine } from '../../src/player/engine.ts';
import { LiveRuns } from '../../src/player/live-runs.ts';
import { RECORDED_SEED, type RunName } from '../../src/player/place.ts';
import type { Recording } from '../../src/player/recording.ts';
import { createPki } from '../../src/pki/index.ts';
import { record } from '../../src/recordings/record.ts';
import { sharedRsaKeys } from '../../src/recordings/shared-rsa-keys.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';
import { stepsOf } from '../../src/scenarios/model.ts';
import { masked } from '../../src/recordings/masked.ts';

let made = 0;
const cryptoOfRun = sharedRsaKeys(globalThis.crypto);
const engine: Engine = {
  Simulation,
  createPki: () => {
    made += 1;
    return createPki({ crypto: cryptoOfRun() });
  },
};

let live: LiveRuns;
beforeEach(() => {
  made = 0;
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
const outcomes = ({ steps }: Recording): readonly string[] =>
  steps.map(({ id, outcome }) => `${id} ${outcome}`);
const textOf = (log: Log): string => JSON.stringify(log);

describe('a live run', () => {
  it('differs from the recorded one in nothing but its keys', { timeout: 30_000 }, async () => {
    const run = await live.make(trunk);
    const recorded = await record(firstBoot, createPki({ crypto: cryptoOfRun() }), {
      release: '1.36',
      seed: RECORDED_SEED,
    });
    expect(run.steps).toEqual(recorded.steps);
    expect(masked(run.log)).toEqual(masked(recorded.log));
    expect(textOf(run.log)).not.toBe(textOf(recorded.log));
  });

  it('is made once and kept, with its keys', async () => {
    const run = await live.make(trunk);
    expect(await live.make({ ...trunk })).toBe(run);
    expect(made).toBe(1);
    const key = run.log.find((fact) => fact.type === 'key.generated')!.key;
    expect(await live.privateKey(trunk, key)).toMatch(/^-{5}BEGIN EC PRIVATE KEY-{5}/);
    live.keepOnly([]);
    await expect(live.privateKey(trunk, key)).rejects.toThrow();
    expect(await live.make(trunk)).not.toBe(run);
  });

  it('takes another way with another seed', async () => {
    const [first, other] = [await live.make(trunk), await live.make({ ...trunk, seed: 'other' })];
    expect(masked(other.log)).not.toEqual(masked(first.log));
    expect(outcomes(other)).toEqual(outcomes(first));
  });
});

describe('a branch', () => {
  it('shares the log up to the act, and leaves the trunk as it was', async () => {
    const run = await live.make(trunk);
    const before = textOf(run.log);
    const [binding] = ['kubeadm:node-autoapprove-bootstrap'];
    const branch = await live.make(after('csr-sent', { verb: 'delete', binding }));
    const span = run.steps.find(({ id }) => id === 'csr-sent')!;
    expect(branch.log.slice(0, span.end)).toEqual(run.log.slice(0, span.end));
    expect(branch.steps.slice(0, 6)).toEqual(run.steps.slice(0, 6));
    expect(textOf(run.log)).toBe(before);
    expect(made).toBe(1);
    expect(outcomes(branch).at(-1)).toBe('csr-approved diverged');
  });

  it('tries a refused step again once it is mended', async () => {
    const name: RunName = { ...trunk, variant: 'no-binding' };
    expect(outcomes(await live.make(name)).at(-1)).toBe('creation-authorized diverged');
    const mended = await live.make(
      after('creation-authorized', { verb: 'create', binding: 'kubeadm:kubelet-bootstrap' }, name),
    );
    expect(outcomes(mended)).toEqual(stepsOf(firstBoot, '1.36').map(({ id }) => `${id} reached`));
  });

  it('does what the reader decides in place of what the variant would', async () => {
    const name: RunName = { ...trunk, variant: 'approve-by-hand' };
    const denied = await live.make(after('access-reviewed', { verb: 'deny' }, name));
    expect(outcomes(denied).at(-1)).toBe('csr-approved diverged');
    expect(denied.printed).toEqual([expect.stringMatching(/ denied$/)]);
    const decisions = denied.log.filter(
      (fact) => fact.type === 'intent.given' && fact.intent.type === 'kubectl.certificate',
    );
    expect(decisions).toHaveLength(1);
  });

  it('decides about the request that is pending, a serving one too', async () => {
    const denied = await live.make(after('serving-requested', { verb: 'deny' }));
    // The scenario's own approval comes after that, and too late.
    expect(denied.printed).toEqual([
      expect.stringMatching(/ denied$/),
      expect.stringMatching(/ is already Denied$/),
    ]);
    expect(denied.steps.at(-1)?.outcome).toBe('diverged');
    const installed = denied.log.filter((fact) => fact.type === 'certificate.installed');
    expect(installed.some(({ role }) => role === 'kubelet-serving')).toBe(false);
  });

  it('after the last step shows what comes of the act there', async () => {
    const run = await live.make(trunk);
    const act: Act = { verb: 'delete', binding: 'kubeadm:kubelet-bootstrap' };
    const branch = await live.make(after('next-year', act));
    expect(branch.steps.map(({ id }) => id)).toEqual(run.steps.map(({ id }) => id));
    expect(branch.steps.at(-1)!.end).toBe(branch.log.length);
    expect(branch.log.some((fact) => fact.type === 'object.deleted')).toBe(true);
  });

  it('of a branch does both', async () => {
    const name: RunName = { ...trunk, variant: 'no-binding' };
    const mended = after(
      'creation-authorized',
      { verb: 'create', binding: 'kubeadm:kubelet-bootstrap' },
      name,
    );
    const twice = await live.make(
      after(
        'request-validated',
        { verb: 'delete', binding: 'kubeadm:node-autoapprove-bootstrap' },
        mended,
      ),
    );
    expect(twice.log.filter((fact) => fact.type === 'intent.given').length).toBeGreaterThan(4);
    expect(made).toBe(1);
  });

  it('cannot begin at a step that its run has not', async () => {
    const name: RunName = { ...trunk, variant: 'no-binding' };
    await expect(live.make(after('csr-approved', { verb: 'deny' }, name))).rejects.toMatchObject({
      notice: { key: 'lab.live.actTooLate' },
    });
  });
});

describe('a maker that comes when it is asked for', () => {
  it('says what did not load, and is asked for again', async () => {
    let online = false;
    const lazy = lazyLive(
      () => (online ? Promise.resolve(live) : Promise.reject(new TypeError('offline'))),
      (maker) => maker,
    );
    await expect(lazy.make(trunk)).rejects.toMatchObject({ notice: { key: 'lab.live.chunk' } });
    online = true;
    expect((await lazy.make(trunk)).steps).toHaveLength(stepsOf(firstBoot, '1.36').length);
  });

  it('says that the engine broke, and with which words', async () => {
    const broken = new LiveRuns(
      firstBoot,
      () => {
        throw new Error('no words');
      },
      () => Promise.resolve(engine),
    );
    await expect(broken.make(trunk)).rejects.toMatchObject({
      notice: { key: 'lab.live.broke', values: { reason: 'no words' } },
    });
  });
});
