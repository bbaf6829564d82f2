import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from '../../src/cluster/kernel/evolve.ts';
import { Simulation } from '../../src/cluster/kernel/simulation.ts';
import type { Log } from '../../src/cluster/model/facts.ts';
import { commonNameOf, organizationsOf } from '../../src/cluster/model/names.ts';
import type { Recording } from '../../src/player/recording.ts';
import { createPki } from '../../src/pki/index.ts';
import { record } from '../../src/recordings/record.ts';
import { sharedRsaKeys } from '../../src/recordings/shared-rsa-keys.ts';
import { joinCredential } from '../../src/releases/kubeadm.ts';
import { SUPPORTED_RELEASES } from '../../src/releases/release.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';
import { stepsOf, variantsOf } from '../../src/scenarios/model.ts';
import { ERAS } from '../releases/eras.ts';
import { masked } from '../../src/recordings/masked.ts';

const pki = () => createPki({ crypto: globalThis.crypto });
const cryptoOfRun = sharedRsaKeys(globalThis.crypto);
const run = (release: (typeof SUPPORTED_RELEASES)[number], variant?: string) => {
  const found = firstBoot.variants.find(({ id }) => id === variant);
  const keys = createPki({ crypto: cryptoOfRun() });
  return record(firstBoot, keys, { release, seed: 'test', ...(found ? { variant: found } : {}) });
};

const TOKEN_USER = 'system:bootstrap:07401b';
const FILE_USER = 'kubeadm-node-csr';

const textOf = (log: Log): string => JSON.stringify(log);

describe.each(SUPPORTED_RELEASES)('first-boot at %s', (release) => {
  let recording: Recording;
  const variants = variantsOf(firstBoot, release).map(({ id }) => id);
  beforeAll(async () => {
    recording = await run(release);
  });

  it('reaches every step', () => {
    expect(recording.steps.map(({ id, outcome }) => [id, outcome])).toEqual(
      stepsOf(firstBoot, release).map(({ id }) => [id, 'reached']),
    );
  });

  it('gives the node a certificate of its own name and group', () => {
    const installed = recording.log.find(
      (fact) => fact.type === 'certificate.installed' && fact.role === 'kubelet-client',
    );
    if (installed?.type !== 'certificate.installed') throw new Error('there is no certificate');
    expect(commonNameOf(installed.certificate.subject)).toBe('system:node:node-1');
    expect(organizationsOf(installed.certificate.subject)).toEqual(['system:nodes']);
    expect(installed.certificate.extKeyUsages).toContain('clientAuth');
  });

  it('asks as the bootstrap user, and registers as the node', () => {
    const names = recording.log
      .filter((fact) => fact.type === 'request.authenticated')
      .map((fact) => fact.user.name);
    const bootstrapUser = joinCredential.at(release) === 'secret' ? TOKEN_USER : FILE_USER;
    expect(names).toContain(bootstrapUser);
    expect(names).toContain('system:node:node-1');
    expect(
      recording.log.some((fact) => fact.type === 'object.stored' && fact.key === 'nodes//node-1'),
    ).toBe(true);
  });

  it('never has a private key in a fact', () => {
    expect(textOf(recording.log)).not.toMatch(/-----BEGIN (EC |RSA )?PRIVATE KEY-----/);
  });

  const refusals = [
    ['no-binding', 'creation-authorized', 403],
    ['wrong-token', 'token-authenticated', 401],
  ] as const;
  it.each(refusals.filter(([variant]) => variants.includes(variant)))(
    'is refused with %s at %s',
    async (variant, step, code) => {
      const refused = await run(release, variant);
      expect(refused.steps.at(-1)).toMatchObject({ id: step, outcome: 'diverged' });
      const answers = refused.log
        .filter((fact) => fact.type === 'response.sent')
        .map((fact) => fact.answer.code);
      expect(answers).toContain(code);
      expect(refused.log.some((fact) => fact.type === 'certificate.installed')).toBe(false);
    },
  );

  const byHand = variants.filter((id) => id === 'approve-by-hand');
  it.each(byHand)('goes on with %s, and stops when a person denies', async (variant) => {
    const approved = await run(release, variant);
    const last = stepsOf(firstBoot, release).at(-1)!;
    expect(approved.steps.at(-1)).toMatchObject({ id: last.id, outcome: 'reached' });
    const denied = await run(release, 'deny-by-hand');
    expect(denied.log.some((fact) => fact.type === 'certificate.installed')).toBe(false);
    expect(denied.log.some((fact) => fact.type === 'lifecycle.moved' && fact.to === 'denied')).toBe(
      true,
    );
  });
});

describe('a kubelet newer than its control plane', () => {
  const having = SUPPORTED_RELEASES.filter((release) =>
    variantsOf(firstBoot, release).some(({ id }) => id === 'newer-kubelet'),
  );

  it('is one of 1.27, and met by control planes of 1.19 to 1.24', () => {
    expect(firstBoot.variants.find(({ id }) => id === 'newer-kubelet')?.kubelet).toBe('1.27');
    expect(having).toEqual(['1.19', '1.20', '1.21', '1.22', '1.23', '1.24']);
  });

  it.each(having)(
    'is left alone by the approver and refused by the signer of %s',
    async (release) => {
      const { log, steps } = await run(release, 'newer-kubelet');
      const reviewed = steps.find(({ id }) => id === 'access-reviewed')!;
      expect(log[reviewed.main]).toMatchObject({
        type: 'approver.ignored',
        reason: 'no recognizer matches',
      });
      expect(steps.at(-1)).toMatchObject({ id: 'certificate-signed', outcome: 'diverged' });
      const stored = log.findLast((fact) => fact.type === 'object.stored');
      expect(stored?.type === 'object.stored' && stored.object).toMatchObject({
        kind: 'CertificateSigningRequest',
        spec: { usages: ['digital signature', 'client auth'] },
        status: {
          conditions: [
            { type: 'Approved', reason: 'KubectlApprove' },
            {
              type: 'Failed',
              reason: 'SignerValidationFailure',
              message: 'usages did not match [client auth digital signature key encipherment]',
            },
          ],
        },
      });
      expect(log.some((fact) => fact.type === 'certificate.installed')).toBe(false);
    },
  );
});

describe('a run with one seed', () => {
  it.each(['1.4', '1.7', ...ERAS] as const)(
    'is the same again but for keys, at %s',
    async (release) => {
      const options = { release, seed: 'test' } as const;
      const recording = await record(firstBoot, pki(), options);
      const again = await record(firstBoot, pki(), options);
      expect(masked(again.log)).toEqual(masked(recording.log));
      expect(again.steps).toEqual(recording.steps);
      const spki = (log: Log): string[] =>
        log.filter((fact) => fact.type === 'key.generated').map((fact) => fact.publicKey.spki);
      expect(spki(again.log)).toHaveLength(spki(recording.log).length);
      expect(spki(again.log).some((key) => spki(recording.log).includes(key))).toBe(false);
    },
  );
});

describe('two nodes started at one instant', () => {
  const spec = () => {
    const one = firstBoot.cluster('1.36', 'two');
    const node = one.nodes[0]!;
    return {
      ...one,
      nodes: [node, { ...node, name: 'node-2' }],
    };
  };

  const boot = async (): Promise<Simulation> => {
    const simulation = Simulation.start(spec(), { pki: pki() });
    for (const intent of firstBoot.steps.slice(0, 2).flatMap((step) => step.does ?? [])) {
      await simulation.give(intent);
      await simulation.advance(simulation.state.now + 1000);
    }
    for (const node of ['node-1', 'node-2'])
      await simulation.give({ type: 'node.provision', node });
    await Promise.all(
      ['node-1', 'node-2'].map((node) => simulation.give({ type: 'kubelet.start', node })),
    );
    await simulation.advance(simulation.state.now + 30_000);
    return simulation;
  };

  it('both register, with one log but for keys', async () => {
    const [first, second] = [await boot(), await boot()];
    expect(first.state.objects.has('nodes//node-1')).toBe(true);
    expect(first.state.objects.has('nodes//node-2')).toBe(true);
    expect(masked(first.log)).toEqual(masked(second.log));
  });
});

describe('any order of intents', () => {
  const intents = fc.array(
    fc.constantFrom(
      ...firstBoot.steps.flatMap((step) => step.does ?? []),
      ...firstBoot.variants.flatMap((variant) => Object.values(variant.does).flat()),
      { type: 'kubelet.stop', node: 'node-1' } as const,
      { type: 'clock.advance', to: 'nextTimer' } as const,
      { type: 'host.setReachable', host: 'control-plane', reachable: false } as const,
      { type: 'host.setReachable', host: 'control-plane', reachable: true } as const,
    ),
    { minLength: 1, maxLength: 12 },
  );

  const play = async (
    release: (typeof SUPPORTED_RELEASES)[number],
    acts: readonly Parameters<Simulation['give']>[0][],
  ) => {
    const simulation = Simulation.start(firstBoot.cluster(release, 'any'), { pki: pki() });
    for (const act of acts) {
      await simulation.give(act);
      await simulation.advance(simulation.state.now + 500, {
        budget: { facts: 3000, signatures: 60 },
      });
    }
    return simulation;
  };

  it(
    'issues no certificate without an approval, shows no private key, and folds to the live state',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...SUPPORTED_RELEASES), intents, async (release, acts) => {
          const { log, state } = await play(release, acts);
          const approved = new Set<string>();
          for (const fact of log) {
            if (
              fact.type === 'lifecycle.moved' &&
              fact.chart === 'certificateSigningRequest' &&
              fact.to === 'approved'
            )
              approved.add(fact.id);
            if (
              fact.type === 'lifecycle.moved' &&
              fact.chart === 'certificateSigningRequest' &&
              fact.to === 'issued'
            ) {
              expect(approved.has(fact.id)).toBe(true);
            }
          }
          expect(textOf(log)).not.toMatch(/BEGIN (EC |RSA )?PRIVATE KEY/);
          const folded = stateOf(log);
          expect(folded.objects.toJS()).toEqual(state.objects.toJS());
          expect(folded.timers.toJS()).toEqual(state.timers.toJS());
          expect(folded.exchanges.toJS()).toEqual(state.exchanges.toJS());
          expect(folded.lifecycles.toJS()).toEqual(state.lifecycles.toJS());
        }),
        { numRuns: 25 },
      );
    },
  );

  it(
    'leaves the trunk untouched when a branch is made at any cursor',
    { timeout: 60_000 },
    async () => {
      const keys = pki();
      const recording = await record(firstBoot, keys, { release: '1.36', seed: 'branch' });
      const before = textOf(recording.log);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: recording.log.length }), async (cursor) => {
          const branch = Simulation.resume(recording.log, cursor, { pki: keys });
          await branch.give({
            type: 'kubectl.delete',
            kind: 'ClusterRoleBinding',
            name: 'kubeadm:kubelet-bootstrap',
          });
          await branch.advance(branch.state.now + 200);
          expect(branch.log.slice(0, cursor)).toEqual(recording.log.slice(0, cursor));
          expect(branch.log.length).toBeGreaterThan(cursor);
        }),
        { numRuns: 15 },
      );
      expect(textOf(recording.log)).toBe(before);
    },
  );
});
