import { describe, expect, it } from 'vitest';
import type { Fact, FactOf, FactType } from '../../src/cluster/model/facts.ts';
import type { Recording } from '../../src/player/recording.ts';
import { createPki } from '../../src/pki/index.ts';
import { record } from '../../src/recordings/record.ts';
import { sharedRsaKeys } from '../../src/recordings/shared-rsa-keys.ts';
import { kubeconfigCheck } from '../../src/releases/kubelet-bootstrap.ts';
import { failedToRunCode } from '../../src/releases/kubelet-logs-process.ts';
import { gracePeriod } from '../../src/releases/node-lifecycle.ts';
import { SUPPORTED_RELEASES, type Release } from '../../src/releases/release.ts';
import { stepsOf, variantsOf } from '../../src/scenarios/model.ts';
import { powerOff } from '../../src/scenarios/power-off/index.ts';

const cryptoOfRun = sharedRsaKeys(globalThis.crypto);
const KUBELET = 'kubelet@node-1';

const runOf = (release: Release, id?: string): Promise<Recording> => {
  const variant = powerOff.variants.find((candidate) => candidate.id === id);
  const pki = createPki({ crypto: cryptoOfRun() });
  return record(powerOff, pki, { release, seed: 'dark', ...(variant ? { variant } : {}) });
};

const facts = <T extends FactType>({ log }: Recording, type: T) =>
  log.filter((fact): fact is Fact<FactOf<T>> => fact.type === type);

const stepAt = (run: Recording, step: string) => run.steps.find(({ id }) => id === step)!;
const mainOf = (run: Recording, step: string): Fact => run.log[stepAt(run, step).main]!;

/** The condition Ready of the Node in a fact that stores it. */
function readyIn(fact: Fact) {
  if (fact.type !== 'object.stored' || fact.object.kind !== 'Node') throw new Error(fact.type);
  return fact.object.status.conditions.find(({ type }) => type === 'Ready');
}

const trustsAnyKubeconfig = (release: Release): boolean => kubeconfigCheck.at(release) === 'exists';

describe.each(SUPPORTED_RELEASES)('a node that was off past its expiry, at %s', (release) => {
  it('comes back, by itself where the release looks at its certificate', async () => {
    const run = await runOf(release);
    expect(run.steps.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(
      stepsOf(powerOff, release).map(({ id }) => `${id} reached`),
    );

    const silent = mainOf(run, 'node-not-ready');
    expect(readyIn(silent)).toMatchObject({
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
    });
    const waited = silent.at - mainOf(run, 'power-lost').at;
    expect(waited).toBeGreaterThanOrEqual(gracePeriod.at(release));
    expect(waited).toBeLessThan(gracePeriod.at(release) + 15_000);

    const acts = facts(run, 'intent.given').filter(({ intent }) => intent.type === 'file.remove');
    expect(acts.length > 0).toBe(trustsAnyKubeconfig(release));
    const installed = facts(run, 'certificate.installed');
    const [first] = installed;
    const last = installed.at(-1)!;
    expect(last.at).toBeGreaterThan(first!.certificate.notAfter);
    expect(last.certificate.notAfter).toBeGreaterThan(last.at);
    expect(readyIn(mainOf(run, 'node-ready'))?.status).toBe('True');
  });

  it('has an end where no bootstrap kubeconfig is left', async () => {
    const run = await runOf(release, 'no-bootstrap-kubeconfig');
    expect(run.steps.at(-1)).toMatchObject({ id: 'bootstrap-again', outcome: 'diverged' });
    const exited = facts(run, 'process.exited').findLast(({ by }) => by === KUBELET)!;
    expect(exited.code).toBe(failedToRunCode.at(release));
    expect(exited.message).toContain('bootstrap-kubelet.conf: no such file or directory');
    expect(
      facts(run, 'certificate.installed').every(
        ({ certificate }) => certificate.notAfter < exited.at,
      ),
    ).toBe(true);
  });
});

const withSecrets = SUPPORTED_RELEASES.filter((release) =>
  variantsOf(powerOff, release).some(({ id }) => id === 'token-gone'),
);

describe('a token that was deleted', () => {
  it.each(withSecrets)('makes the node of %s nobody', async (release) => {
    const run = await runOf(release, 'token-gone');
    const last = run.steps.at(-1)!;
    expect(last).toMatchObject({ id: 'bootstrap-again', outcome: 'diverged' });
    const answer = facts(run, 'response.sent').find(({ seq }) => seq > last.refusal!)!.answer;
    expect(answer).toMatchObject({ code: 401, status: { message: 'Unauthorized' } });
  });
});

describe('the first try after the power is back', () => {
  it('is refused with 401 for the certificate of 1.8, which stays what it is', async () => {
    const run = await runOf('1.8');
    const refused = mainOf(run, 'certificate-refused');
    if (refused.type !== 'request.notAuthenticated') throw new Error(refused.type);
    const x509 = refused.tried.find(({ authenticator }) => authenticator === 'x509');
    expect(x509).toMatchObject({ outcome: 'error' });
    expect(x509!.reason).toMatch(/expired/);
  });

  it('meets the old request in 1.9 only, and leaves its key behind there', async () => {
    const run = await runOf('1.9');
    expect(mainOf(run, 'old-request-met')).toMatchObject({
      code: 1,
      message: expect.stringContaining('one of the certificates for the CSR has expired'),
    });
    const removed = facts(run, 'file.removed').map(({ path }) => path);
    expect(removed).toContain('/var/lib/kubelet/pki/kubelet-client.key');
    expect(stepsOf(powerOff, '1.8').some(({ id }) => id === 'old-request-met')).toBe(false);
    expect(stepsOf(powerOff, '1.10').some(({ id }) => id === 'old-request-met')).toBe(false);
  });
});
