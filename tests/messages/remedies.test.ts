import { describe, expect, it } from 'vitest';
import { authenticateBootstrapToken } from '../../src/cluster/apiserver/authentication/bootstrap-token.ts';
import type { Fact, FactBody } from '../../src/cluster/model/facts.ts';
import type { Secret } from '../../src/cluster/model/objects.ts';
import { en } from '../../src/messages/en.ts';
import type { Release } from '../../src/releases/release.ts';
import { bootstrapTokenSecret } from '../../src/scenarios/first-boot/objects.ts';
import { recorded } from '../views/recorded.ts';
import { ERAS } from '../releases/eras.ts';

const NOW = Date.UTC(2026, 2, 2, 10);
const TOKEN = '07401b.f395accd246ae52d';

const change = (body: FactBody): string | undefined =>
  en.whatWouldChangeIt({ ...body, seq: 0, at: NOW });

/** What the real authenticator says of a token, put into the fact of a 401. */
function refusedToken(release: Release, secret: Secret | undefined, token = TOKEN) {
  const answer = authenticateBootstrapToken(token, { release, now: NOW, secret: () => secret });
  expect(answer.outcome).toBe('noOpinion');
  const reason = 'reason' in answer ? answer.reason : '';
  return change({
    type: 'request.notAuthenticated',
    by: 'kube-apiserver@cp',
    exchange: 'x',
    tried: [{ authenticator: 'bootstrapToken', outcome: 'noOpinion', reason }],
  });
}

const withData = (data: Readonly<Record<string, string>>): Secret => ({
  ...bootstrapTokenSecret,
  data: { ...bootstrapTokenSecret.data, ...data },
});

describe.each(ERAS)('what would change a 401 at %s', (release) => {
  it.each([
    ['no Secret', undefined, /Create the Secret/],
    ['another secret half', withData({ 'token-secret': '0000000000000000' }), /token-secret/],
    ['another id inside', withData({ 'token-id': '47f392' }), /token-id/],
    ['its end', withData({ expiration: '2026-03-02T09:59:59Z' }), /expiration/],
    ['a date that is none', withData({ expiration: 'tomorrow' }), /expiration/],
    ['its use', withData({ 'usage-bootstrap-authentication': 'yes' }), /"true"/],
    ['a bad group', withData({ 'auth-extra-groups': 'worker' }), /auth-extra-groups/],
    ['its type', { ...bootstrapTokenSecret, type: 'Opaque' }, /bootstrap\.kubernetes\.io\/token/],
  ] as const)('names %s', (_, secret, expected) => {
    expect(refusedToken(release, secret)).toMatch(expected);
  });
});

describe('what would change a refusal', () => {
  it.each(ERAS)('is the missing binding in the run without it at %s', async (release) => {
    const { log, steps } = await recorded(release, 'no-binding');
    const refusal = log[steps.at(-1)!.refusal!]!;
    expect(refusal.type).toBe('request.notAuthorized');
    expect(en.whatWouldChangeIt(refusal)).toContain('system:node-bootstrapper');
  });

  it('is the token in the run with a wrong one', async () => {
    const { log, steps } = await recorded('1.36', 'wrong-token');
    const refusal = log[steps.at(-1)!.refusal!]!;
    expect(en.whatWouldChangeIt(refusal)).toContain('token-secret');
  });

  it('is nothing for a request that was denied', async () => {
    const { log, steps } = await recorded('1.36', 'deny-by-hand');
    const refusal = log[steps.at(-1)!.refusal!]!;
    expect(en.whatWouldChangeIt(refusal)).toContain('Nothing changes a denied request');
  });

  it('is a permission, or a hand, where the approver did not approve', async () => {
    const { log } = await recorded('1.36', 'approve-by-hand');
    const gaveUp = log.find(({ type }) => type === 'approver.gaveUp')!;
    expect(en.whatWouldChangeIt(gaveUp)).toContain('approve it by hand');
  });

  it('is the CA, the clock or the name where the server was not accepted', () => {
    const refused = (reason: string) =>
      change({
        type: 'connection.refused',
        by: 'kubelet@node-1',
        connection: 'c',
        reason,
        error: '',
      });
    expect(refused('unknownAuthority')).toContain('CA');
    expect(refused('notYetValid')).toContain('clock');
    expect(refused('wrongName')).toContain('name or address');
    expect(refused('something else')).toContain('error names');
  });

  it('is not asked of a fact that refuses nothing', async () => {
    const { log } = await recorded('1.36');
    const refusing = log.filter((fact: Fact) => en.whatWouldChangeIt(fact) !== undefined);
    expect(refusing).toEqual([]);
  });
});
