import { describe, expect, it } from 'vitest';
import {
  addressOf,
  connectionError,
  csrRequest,
  statusError,
} from '../../../src/cluster/kubelet/exchanges.ts';

describe('addressOf', () => {
  it.each([
    ['https://10.0.0.10:6443', '10.0.0.10:6443'],
    ['https://api.example.com', 'api.example.com:443'],
    ['https://api.example.com:8443/prefix', 'api.example.com:8443'],
  ])('%s is dialled at %s', (server, address) => {
    expect(addressOf(server)).toBe(address);
  });
});

describe('connectionError', () => {
  const request = csrRequest('v1', { verb: 'create' });

  it('quotes the URL from 1.19', () => {
    expect(connectionError('https://s:1', request, 'EOF', '1.18')).toBe(
      'Post https://s:1/apis/certificates.k8s.io/v1/certificatesigningrequests: EOF',
    );
    expect(connectionError('https://s:1', request, 'EOF', '1.19')).toBe(
      'Post "https://s:1/apis/certificates.k8s.io/v1/certificatesigningrequests": EOF',
    );
  });
});

describe('statusError', () => {
  const request = csrRequest('v1beta1', { verb: 'create' });
  const status = { kind: 'Status', status: 'Failure', reason: '', message: 'said so' } as const;

  it('is the message of the status', () => {
    expect(statusError({ ...status, code: 403 }, request)).toBe('said so');
  });

  it('names verb and resource where the answer was plain text', () => {
    expect(statusError({ ...status, code: 401, plainText: 'Unauthorized\n' }, request)).toBe(
      'the server has asked for the client to provide credentials (post certificatesigningrequests.certificates.k8s.io)',
    );
    expect(
      statusError(
        { ...status, code: 403, plainText: 'User "u" cannot create x at the cluster scope.' },
        request,
      ),
    ).toBe(
      'User "u" cannot create x at the cluster scope. (post certificatesigningrequests.certificates.k8s.io)',
    );
  });
});
