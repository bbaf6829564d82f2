import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Fact, FactOf, FactType } from '../../src/cluster/model/facts.ts';
import { DAY, SECOND } from '../../src/cluster/model/instant.ts';
import type { Recording } from '../../src/player/recording.ts';
import { createPki } from '../../src/pki/index.ts';
import { record } from '../../src/recordings/record.ts';
import { sharedRsaKeys } from '../../src/recordings/shared-rsa-keys.ts';
import { tokenCleanerTiming } from '../../src/releases/cleaners.ts';
import { clientRotationSwitch, servingBootstrapSwitch } from '../../src/releases/kubelet-flags.ts';
import { connectionCheck } from '../../src/releases/kubelet-rotation.ts';
import { SUPPORTED_RELEASES } from '../../src/releases/release.ts';
import { STARTS_AT } from '../../src/scenarios/first-boot/cluster.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';
import { stepsOf } from '../../src/scenarios/model.ts';

const cryptoOfRun = sharedRsaKeys(globalThis.crypto);
const KUBELET = 'kubelet@node-1';
const YEAR = 365 * DAY;

describe.each(SUPPORTED_RELEASES)('the first years at %s', (release) => {
  let run: Recording;
  beforeAll(async () => {
    run = await record(firstBoot, createPki({ crypto: cryptoOfRun() }), { release, seed: 'years' });
  });

  const has = (step: string): boolean => stepsOf(firstBoot, release).some(({ id }) => id === step);
  const span = (step: string) => run.steps.find(({ id }) => id === step)!;
  const main = (step: string): Fact => run.log[span(step).main]!;
  const facts = <T extends FactType>(type: T, from = 0, to = run.log.length) =>
    run.log.slice(from, to).filter((fact): fact is Fact<FactOf<T>> => fact.type === type);
  const installed = (role: string) =>
    facts('certificate.installed').filter((fact) => fact.by === KUBELET && fact.role === role);
  /** Certificates in the order in which the kubelet came by them; a start shows the one that it has again. */
  const held = (role: string) => [
    ...new Map(installed(role).map((fact) => [fact.certificate.serial, fact])).values(),
  ];
  const life = ({ certificate }: FactOf<'certificate.installed'>) =>
    certificate.notAfter - certificate.notBefore;

  it('reaches every step that the release has', () => {
    expect(run.steps.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(
      stepsOf(firstBoot, release).map(({ id }) => `${id} reached`),
    );
  });

  it('lets no second machine in with a token of yesterday', () => {
    if (!has('second-node-refused')) return expect(has('token-expired')).toBe(false);
    const { start, end, refusal } = span('second-node-refused');
    expect(refusal).toBe(main('second-node-refused').seq);
    const answer = facts('response.sent', refusal, end)[0]!.answer;
    expect(answer).toMatchObject({ code: 401, status: { message: 'Unauthorized' } });
    expect(main('second-node-refused').at).toBeGreaterThan(STARTS_AT + DAY);
    expect(facts('certificate.installed').some(({ by }) => by === 'kubelet@node-2')).toBe(false);
    const gone = facts('object.deleted', 0, start).some(({ key }) => key.startsWith('secrets/'));
    expect(gone).toBe(tokenCleanerTiming.at(release) !== 'onEvents');
  });

  it('gives out a log over port 10250, whoever signed the kubelet’s certificate', () => {
    expect(main('kubelet-dialled')).toMatchObject({ checked: 'nothing' });
    const { start, end } = span('logs-read');
    expect(facts('log.printed', start, end).map(({ message }) => message)).toContain(
      'web-node-1 listens on port 8080',
    );
  });

  it('serves with a certificate that the CA has signed for its name and address', () => {
    if (servingBootstrapSwitch.at(release) === 'none') {
      expect(has('serving-stored')).toBe(false);
      return;
    }
    const ca = new X509Certificate(
      facts('certificate.issued').find(({ role }) => role === 'ca')!.pem,
    );
    for (const { pem, at } of held('kubelet-serving')) {
      const leaf = new X509Certificate(pem);
      expect(leaf.verify(ca.publicKey)).toBe(true);
      expect(leaf.checkHost('node-1')).toBe('node-1');
      expect(leaf.checkIP('10.0.0.21')).toBe('10.0.0.21');
      expect(Date.parse(leaf.validTo)).toBeGreaterThan(at);
    }
    const { start } = span('kubelet-dialled');
    const shown = facts('handshake.serverPresented', start).find(({ by }) => by === KUBELET)!;
    expect(shown.chain[0]).toBe(held('kubelet-serving')[0]!.pem);
  });

  it('renews its client certificate, as itself, in 70 to 90 percent of its life', () => {
    const [first, second] = held('kubelet-client');
    if (clientRotationSwitch.at(release) === 'none') {
      expect(second).toBeUndefined();
      expect(main('certificate-expired')).toMatchObject({ type: 'certificate.expired' });
      expect(main('certificate-expired').at).toBeGreaterThan(first!.certificate.notAfter);
      return;
    }
    const share = (main('renewal-requested').at - first!.certificate.notBefore) / life(first!);
    expect(share).toBeGreaterThanOrEqual(0.7);
    expect(share).toBeLessThan(0.9001);
    expect(second!.key).not.toBe(first!.key);
    expect(second!.certificate.notAfter - first!.certificate.notAfter).toBeGreaterThan(YEAR / 2);
    expect(main('renewal-approved')).toMatchObject({ recognizer: 'selfnodeclient', allowed: true });
  });

  it('closes its connections and comes back with the new certificate, from 1.8 on', () => {
    if (clientRotationSwitch.at(release) === 'none') return;
    const [first, second] = held('kubelet-client');
    const after = (from: number) =>
      facts('handshake.clientPresented', from).filter(({ by }) => by === KUBELET);
    if (connectionCheck.at(release) === undefined) {
      expect(after(second!.seq)).toEqual([]);
      const refused = main('old-certificate-refused');
      expect(refused.type).toBe('request.notAuthenticated');
      expect(refused.at).toBeGreaterThan(first!.certificate.notAfter);
      return;
    }
    const closed = main('connections-closed');
    expect(closed.at - second!.at).toBeLessThanOrEqual(10 * SECOND);
    expect(after(closed.seq)[0]!.chain[0]).toBe(second!.pem);
  });

  it('goes on: the serving certificate too is renewed, and the next year begins', () => {
    if (!has('next-year')) return;
    const [first, second] = held('kubelet-serving');
    expect(main('serving-renewal-requested').at).toBeLessThan(first!.certificate.notAfter);
    expect(second!.key).not.toBe(first!.key);
    expect(main('next-year').at - STARTS_AT).toBeGreaterThan(1.3 * YEAR);
    expect(main('next-year').at).toBeLessThan(held('kubelet-client')[1]!.certificate.notAfter);
  });
});
