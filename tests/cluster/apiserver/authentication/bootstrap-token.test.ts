import { describe, expect, it } from 'vitest';
import {
  authenticateBootstrapToken,
  bootstrapTokenCheckOrder,
  constantTimeEqual,
} from '../../../../src/cluster/apiserver/authentication/bootstrap-token.ts';
import { parseRfc3339 } from '../../../../src/cluster/model/instant.ts';
import type { Secret } from '../../../../src/cluster/model/objects.ts';
import type { Release } from '../../../../src/releases/release.ts';

const ID = '07401b';
const SECRET = 'f395accd246ae52d';
const NOW = parseRfc3339('2026-11-22T05:27:11Z')!;

const data = {
  'token-id': ID,
  'token-secret': SECRET,
  'usage-bootstrap-authentication': 'true',
};

function stored(changes: Partial<Secret> = {}): Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `bootstrap-token-${ID}`, namespace: 'kube-system' },
    type: 'bootstrap.kubernetes.io/token',
    data,
    ...changes,
  };
}

function ask(secret: Secret | undefined, release: Release = '1.36', token = `${ID}.${SECRET}`) {
  return authenticateBootstrapToken(token, {
    release,
    now: NOW,
    secret: (name) => (secret?.metadata.name === name ? secret : undefined),
  });
}

const reasonOf = (secret: Secret, release?: Release, token?: string): string =>
  ask(secret, release, token).reason;

describe('the bootstrap token authenticator', () => {
  it('gives the user of a token its id and the group of all tokens', () => {
    expect(ask(stored())).toEqual({
      outcome: 'authenticated',
      user: { name: 'system:bootstrap:07401b', groups: ['system:bootstrappers'] },
      reason: '',
    });
  });

  it('adds the groups that the Secret names, sorted', () => {
    const extra = 'system:bootstrappers:worker,system:bootstrappers:ingress';
    const answer = ask(stored({ data: { ...data, 'auth-extra-groups': extra } }));
    expect(answer).toMatchObject({
      user: {
        groups: [
          'system:bootstrappers',
          'system:bootstrappers:ingress',
          'system:bootstrappers:worker',
        ],
      },
    });
  });

  it('does not read those groups in 1.7, not even bad ones', () => {
    const answer = ask(stored({ data: { ...data, 'auth-extra-groups': 'system:masters' } }), '1.7');
    expect(answer).toMatchObject({ user: { groups: ['system:bootstrappers'] } });
  });

  it('refuses another secret', () => {
    expect(ask(stored(), '1.36', `${ID}.0000000000000000`).outcome).toBe('noOpinion');
  });

  it('refuses a secret that only begins alike', () => {
    expect(ask(stored({ data: { ...data, 'token-secret': SECRET.slice(0, 15) } })).outcome).toBe(
      'noOpinion',
    );
  });

  it('finds the Secret by its name, never by the id within', () => {
    const renamed = stored({
      metadata: { name: 'bootstrap-token-aaaa09', namespace: 'kube-system' },
    });
    expect(ask(renamed).reason).toBe(
      'No secret of name bootstrap-token-07401b to match bootstrap bearer token',
    );
    expect(ask(renamed, '1.11', `aaaa09.${SECRET}`).reason).toBe(
      'Bootstrap secret kube-system/bootstrap-token-aaaa09 matching bearer token has invalid value for key token-id, expected aaaa09.',
    );
  });

  it.each<[string, Partial<Secret>, string]>([
    [
      'another type',
      { type: 'Opaque' },
      'has invalid type, expected bootstrap.kubernetes.io/token.',
    ],
    [
      'no usage',
      { data: { 'token-id': ID, 'token-secret': SECRET } },
      'not marked usage-bootstrap-authentication=true.',
    ],
    [
      'a usage that is not the word true',
      { data: { ...data, 'usage-bootstrap-authentication': 'True' } },
      'not marked usage-bootstrap-authentication=true.',
    ],
    [
      'a deletion under way',
      { metadata: { ...stored().metadata, deletionTimestamp: '2026-11-22T05:27:00Z' } },
      'is deleted and awaiting removal',
    ],
  ])('refuses %s', (_, changes, reason) => {
    expect(reasonOf(stored(changes))).toBe(
      `Bootstrap secret kube-system/bootstrap-token-07401b matching bearer token ${reason}`,
    );
  });

  it('refuses a Secret without data', () => {
    const { data: _data, ...empty } = stored();
    expect(reasonOf(empty)).toContain('has invalid type');
  });

  it('does not look at a deletion in 1.7', () => {
    const deleted = stored({
      metadata: { ...stored().metadata, deletionTimestamp: '2026-11-22T05:27:00Z' },
    });
    expect(ask(deleted, '1.7').outcome).toBe('authenticated');
  });

  describe('expiration', () => {
    const expiring = (expiration: string) => stored({ data: { ...data, expiration } });

    it('lets a token in until its time has come', () => {
      expect(ask(expiring('2026-11-22T05:27:12Z')).outcome).toBe('authenticated');
      expect(ask(expiring('2026-11-22T05:27:11Z')).outcome).toBe('noOpinion');
    });

    it('reads the offset of a time', () => {
      expect(ask(expiring('2026-11-22T13:27:12+08:00')).outcome).toBe('authenticated');
      expect(ask(expiring('2026-11-22T06:27:22+08:00')).outcome).toBe('noOpinion');
    });

    it('takes an empty time for none, and one that cannot be read for expired', () => {
      expect(ask(expiring('')).outcome).toBe('authenticated');
      expect(reasonOf(expiring('tomorrow'))).toBe(
        'Unparseable expiration time (tomorrow) in kube-system/bootstrap-token-07401b Secret. Treating as expired.',
      );
    });

    it('says so as each release does', () => {
      const expired = expiring('2026-11-22T04:27:11Z');
      expect(reasonOf(expired, '1.8')).toBe(
        'Bootstrap secret kube-system/bootstrap-token-07401b matching bearer token has expired.%!(EXTRA string=2026-11-22T04:27:11Z)',
      );
      expect(reasonOf(expired, '1.11')).toBe(
        'Expired bootstrap token in kube-system/bootstrap-token-07401b Secret: 2026-11-22T04:27:11Z',
      );
    });
  });

  it('tells the secret that was presented in its log up to 1.24', () => {
    const wrong = `${ID}.0000000000000000`;
    const line =
      'Bootstrap secret kube-system/bootstrap-token-07401b matching bearer token has invalid value for key token-secret';
    expect(reasonOf(stored(), '1.24', wrong)).toBe(`${line}, expected 0000000000000000.`);
    expect(reasonOf(stored(), '1.25', wrong)).toBe(`${line}.`);
  });

  it('prints the pattern of groups as each release does', () => {
    const bad = stored({ data: { ...data, 'auth-extra-groups': 'foo' } });
    const pattern = 'system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]';
    expect(reasonOf(bad, '1.8')).toContain(
      `bootstrap group "foo" is invalid (must match ${pattern}).`,
    );
    expect(reasonOf(bad, '1.11')).toContain(`(must match \\A${pattern}\\z).`);
  });

  it('makes its checks in the order of the release', () => {
    expect(bootstrapTokenCheckOrder('1.7')).toEqual([
      'token form',
      'secret exists',
      'type and data',
      'token-secret',
      'token-id',
      'expiration',
      'usage',
    ]);
  });
});

describe('a comparison in constant time', () => {
  it.each([
    ['', '', true],
    ['abc', 'abc', true],
    ['abc', 'abd', false],
    ['xbc', 'abc', false],
    ['abc', 'abcd', false],
  ])('of %j and %j', (a, b, equal) => {
    expect(constantTimeEqual(a, b)).toBe(equal);
  });
});
