import { describe, expect, it } from 'vitest';
import {
  authenticate,
  type AuthenticationInput,
} from '../../../../src/cluster/apiserver/authentication/chain.ts';

const input: AuthenticationInput = {
  release: '1.36',
  now: 0,
  enableBootstrapTokenAuth: true,
  anonymousAuth: true,
  serviceAccountTokens: { 'sa.1': 'system:serviceaccount:kube-system:certificate-controller' },
  tokenAuthFile: 'file-token,kubelet-bootstrap,10001,system:bootstrappers\n',
  secret: () => undefined,
};

const names = (given: Partial<AuthenticationInput>) =>
  authenticate({ ...input, ...given }).tried.map(
    ({ authenticator, outcome }) => `${authenticator} ${outcome}`,
  );

describe('the authenticators in their order', () => {
  it('are all asked before a token is refused', () => {
    expect(names({ bearerToken: 'nobody-knows-it' })).toEqual([
      'x509 noOpinion',
      'tokenFile noOpinion',
      'serviceAccount noOpinion',
      'bootstrapToken noOpinion',
      'anonymous noOpinion',
    ]);
    expect(authenticate({ ...input, bearerToken: 'nobody-knows-it' }).user).toBeUndefined();
  });

  it('stop at the first that knows the user', () => {
    expect(names({ bearerToken: 'file-token' })).toEqual([
      'x509 noOpinion',
      'tokenFile authenticated',
    ]);
  });

  it('leave out what the flags do not turn on', () => {
    const { tokenAuthFile: _file, ...without } = input;
    const { tried } = authenticate({
      ...without,
      bearerToken: 'x',
      enableBootstrapTokenAuth: false,
    });
    expect(tried.map(({ authenticator }) => authenticator)).toEqual([
      'x509',
      'serviceAccount',
      'anonymous',
    ]);
  });

  it('put every user into system:authenticated', () => {
    expect(authenticate({ ...input, bearerToken: 'file-token' }).user?.groups).toEqual([
      'system:bootstrappers',
      'system:authenticated',
    ]);
  });

  it('give a service account its groups', () => {
    expect(authenticate({ ...input, bearerToken: 'sa.1' }).user).toEqual({
      name: 'system:serviceaccount:kube-system:certificate-controller',
      groups: [
        'system:serviceaccounts',
        'system:serviceaccounts:kube-system',
        'system:authenticated',
      ],
    });
  });

  it('do not take a key that every object has for a token', () => {
    expect(authenticate({ ...input, bearerToken: 'constructor' }).user).toBeUndefined();
  });
});

describe('anonymous', () => {
  const anonymous = { name: 'system:anonymous', groups: ['system:unauthenticated'] };

  it('is who shows nothing at all, or an empty token', () => {
    expect(authenticate(input).user).toEqual(anonymous);
    expect(authenticate({ ...input, bearerToken: '' }).user).toEqual(anonymous);
    expect(authenticate({ ...input, bearerToken: '  ' }).user).toEqual(anonymous);
  });

  it('is nobody where the flag is off, or in 1.4', () => {
    expect(authenticate({ ...input, anonymousAuth: false }).user).toBeUndefined();
    expect(authenticate({ ...input, release: '1.4' }).user).toBeUndefined();
  });

  it('is not who shows a wrong token from 1.6, but was in 1.5', () => {
    expect(authenticate({ ...input, bearerToken: 'wrong', release: '1.6' }).user).toBeUndefined();
    expect(authenticate({ ...input, bearerToken: 'wrong', release: '1.5' }).user).toEqual(
      anonymous,
    );
  });

  it('is not who shows a certificate that does not verify', () => {
    const verified = { ok: false, failure: { reason: 'wrongUsage' } } as const;
    expect(authenticate({ ...input, verified }).user).toBeUndefined();
  });
});
