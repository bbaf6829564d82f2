import { describe, expect, it } from 'vitest';
import type { ResourceRequest } from '../../src/cluster/model/requests.ts';
import { requestLine, requestTarget } from '../../src/views/request-line.ts';

const csr = (more: Partial<ResourceRequest>): ResourceRequest => ({
  kind: 'resource',
  verb: 'get',
  apiGroup: 'certificates.k8s.io',
  apiVersion: 'v1',
  resource: 'certificatesigningrequests',
  ...more,
});

describe('a request as it stands on the wire', () => {
  it('puts the name of what is created into the body, not into the path', () => {
    expect(requestLine(csr({ verb: 'create', name: 'node-csr-x' }))).toEqual({
      method: 'POST',
      path: '/apis/certificates.k8s.io/v1/certificatesigningrequests',
    });
  });

  it('names the object and the subresource of an update', () => {
    const update = csr({ verb: 'update', name: 'csr-1', subresource: 'approval' });
    expect(requestLine(update)).toEqual({
      method: 'PUT',
      path: '/apis/certificates.k8s.io/v1/certificatesigningrequests/csr-1/approval',
    });
    expect(requestTarget(update)).toBe('certificatesigningrequests/approval');
  });

  it('escapes the field selector of a watch', () => {
    const watch = csr({ verb: 'watch', fieldSelector: 'metadata.name=csr-1' });
    expect(requestLine(watch).path).toBe(
      '/apis/certificates.k8s.io/v1/certificatesigningrequests?fieldSelector=metadata.name%3Dcsr-1&watch=true',
    );
  });

  it('finds the core group and namespaces under /api', () => {
    const secret = csr({
      apiGroup: '',
      resource: 'secrets',
      namespace: 'kube-system',
      name: 'bootstrap-token-07401b',
    });
    expect(requestLine(secret).path).toBe(
      '/api/v1/namespaces/kube-system/secrets/bootstrap-token-07401b',
    );
  });

  it('takes a path for what it is', () => {
    const healthz = { kind: 'nonResource', verb: 'get', path: '/healthz' } as const;
    expect(requestLine(healthz)).toEqual({ method: 'GET', path: '/healthz' });
    expect(requestTarget(healthz)).toBe('/healthz');
  });
});
