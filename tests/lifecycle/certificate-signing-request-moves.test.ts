import { describe, expect, it } from 'vitest';
import type { CertificateSigningRequest, CsrCondition } from '../../src/cluster/model/objects.ts';
import { certificateSigningRequestMoved } from '../../src/lifecycle/index.ts';

function csr(
  conditions: readonly CsrCondition[] = [],
  certificate?: string,
): CertificateSigningRequest {
  return {
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'CertificateSigningRequest',
    metadata: { name: 'csr-abcde' },
    spec: {
      request: 'PEM',
      username: 'system:bootstrap:07401b',
      signerName: 'kubernetes.io/kube-apiserver-client-kubelet',
    },
    status: { conditions, ...(certificate ? { certificate } : {}) },
  };
}
const asked = {
  requestor: 'system:bootstrap:07401b',
  signerName: 'kubernetes.io/kube-apiserver-client-kubelet',
};

describe('certificateSigningRequestMoved', () => {
  it('calls a new object pending', () => {
    expect(certificateSigningRequestMoved(undefined, csr())).toEqual([
      { from: null, to: 'pending', event: 'created', context: asked },
    ]);
  });

  it('moves from pending to approved to issued, one move a change', () => {
    const approval = { type: 'Approved', reason: 'AutoApproved', message: 'why' };
    expect(certificateSigningRequestMoved('pending', csr([approval]))).toEqual([
      {
        from: 'pending',
        to: 'approved',
        event: 'approvedConditionAdded',
        context: { ...asked, reason: 'AutoApproved', message: 'why' },
      },
    ]);
    expect(
      certificateSigningRequestMoved('approved', csr([approval], 'PEM')).map(({ to }) => to),
    ).toEqual(['issued']);
  });

  it('gives both moves where condition and certificate arrive in one change', () => {
    expect(
      certificateSigningRequestMoved('pending', csr([{ type: 'Approved' }], 'PEM')).map(
        ({ to }) => to,
      ),
    ).toEqual(['approved', 'issued']);
  });

  it('gives no certificate without approval', () => {
    expect(certificateSigningRequestMoved('pending', csr([], 'PEM'))).toEqual([]);
  });

  it.each([
    ['Denied', 'denied'],
    ['Failed', 'failed'],
  ])('ends in %s', (type, state) => {
    expect(certificateSigningRequestMoved('pending', csr([{ type }])).map(({ to }) => to)).toEqual([
      state,
    ]);
  });

  it('says nothing where nothing moved', () => {
    expect(certificateSigningRequestMoved('denied', csr([{ type: 'Denied' }]))).toEqual([]);
  });

  it.each(['pending', 'approved', 'issued', 'denied', 'failed'] as const)(
    'can be deleted when %s',
    (state) => {
      expect(certificateSigningRequestMoved(state, 'deleted')).toEqual([
        { from: state, to: 'deleted', event: 'objectDeleted', context: {} },
      ]);
    },
  );
});
