import { describe, expect, it } from 'vitest';
import {
  bootstrapGroups,
  bootstrapUsagesProblem,
  generateBootstrapToken,
  isBootstrapToken,
  parseBootstrapToken,
  tokenIdOfSecretName,
} from '../../../src/cluster/model/bootstrap-token.ts';

describe('the form of bootstrap tokens', () => {
  it('takes a token apart', () => {
    expect(parseBootstrapToken('07401b.f395accd246ae52d')).toEqual({
      id: '07401b',
      secret: 'f395accd246ae52d',
    });
  });

  it.each([
    '',
    '07401b',
    '07401b.f395accd246ae52',
    '07401B.f395accd246ae52d',
    '07401b.f395accd246ae52d\n',
  ])('takes %j for no token', (text) => {
    expect(parseBootstrapToken(text)).toBeUndefined();
  });

  it('gives groups sorted and once', () => {
    expect(
      bootstrapGroups(
        'system:bootstrappers:worker,system:bootstrappers:ingress,system:bootstrappers:worker',
      ),
    ).toEqual({
      ok: true,
      groups: [
        'system:bootstrappers',
        'system:bootstrappers:ingress',
        'system:bootstrappers:worker',
      ],
    });
  });

  it('names the first group that is not allowed', () => {
    expect(bootstrapGroups('system:bootstrappers:a,system:masters')).toEqual({
      ok: false,
      invalidGroup: 'system:masters',
    });
  });

  it('knows two usages', () => {
    expect(bootstrapUsagesProblem(['signing', 'authentication'])).toBeUndefined();
    expect(bootstrapUsagesProblem(['signing', 'login', 'login'])).toBe(
      'invalid bootstrap token usage string: login, valid usage options: signing,authentication',
    );
  });

  it('reads an id from a Secret name that has the form only', () => {
    expect(tokenIdOfSecretName('bootstrap-token-07401b')).toBe('07401b');
    expect(tokenIdOfSecretName('bootstrap-token-07401')).toBeUndefined();
  });

  it('draws valid tokens, the same from the same seed', () => {
    const token = generateBootstrapToken('seed', 'join');
    expect(isBootstrapToken(token)).toBe(true);
    expect(generateBootstrapToken('seed', 'join')).toBe(token);
    expect(generateBootstrapToken('seed', 'other')).not.toBe(token);
  });
});
