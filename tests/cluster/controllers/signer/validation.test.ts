import { describe, expect, it } from 'vitest';
import { requestProblem } from '../../../../src/cluster/controllers/signer/validation.ts';
import {
  CLIENT_SIGNER,
  CLIENT_USAGES,
  requestFor,
  SERVING_SIGNER,
  SERVING_USAGES,
} from '../requests.ts';

const client = (
  organizations: readonly string[] = ['system:nodes'],
  sans = {},
  commonName = 'system:node:node-1',
) => requestFor(commonName, organizations, sans);

describe('requestProblem', () => {
  it("tells the first of several problems, in the order of the release's checks", () => {
    const everything = requestFor('x', ['x'], {
      dns: ['a'],
      ip: ['10.0.0.1'],
      email: ['a@b'],
      uri: ['u:a'],
    });
    expect(requestProblem(CLIENT_SIGNER, everything, [], '1.36')).toBe(
      'subject organization is not system:nodes',
    );
    expect(
      requestProblem(CLIENT_SIGNER, { ...everything, subject: client().subject }, [], '1.36'),
    ).toBe('DNS subjectAltNames are not allowed');
    expect(requestProblem(CLIENT_SIGNER, client(['system:nodes'], {}, 'x'), [], '1.36')).toBe(
      'subject common name does not begin with system:node:',
    );
    expect(
      requestProblem(SERVING_SIGNER, client(['system:nodes'], { dns: ['a'] }, 'x'), [], '1.36'),
    ).toBe('usages did not match [digital signature key encipherment server auth]');
  });

  it('needs one DNS name or one IP address for serving', () => {
    expect(requestProblem(SERVING_SIGNER, client(), SERVING_USAGES, '1.36')).toBe(
      'DNS or IP subjectAltName is required',
    );
    expect(
      requestProblem(
        SERVING_SIGNER,
        client(['system:nodes'], { ip: ['10.0.0.21'] }),
        SERVING_USAGES,
        '1.36',
      ),
    ).toBeUndefined();
  });

  it('accepts usages without key encipherment from 1.25 on', () => {
    const usages = ['client auth', 'digital signature'];
    expect(requestProblem(CLIENT_SIGNER, client(), usages, '1.24')).toBe(
      'usages did not match [client auth digital signature key encipherment]',
    );
    expect(requestProblem(CLIENT_SIGNER, client(), usages, '1.25')).toBeUndefined();
  });

  it('restricts nothing for legacy-unknown', () => {
    expect(
      requestProblem('kubernetes.io/legacy-unknown', requestFor('', []), ['cert sign'], '1.36'),
    ).toBeUndefined();
    expect(
      requestProblem(
        'kubernetes.io/kube-apiserver-client',
        requestFor('', []),
        CLIENT_USAGES,
        '1.36',
      ),
    ).toBeUndefined();
  });
});
