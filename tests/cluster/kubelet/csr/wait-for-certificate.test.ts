import { describe, expect, it } from 'vitest';
import { waitForCertificate } from '../../../../src/cluster/kubelet/csr/wait-for-certificate.ts';
import type {
  CertificateSigningRequest,
  CsrCondition,
} from '../../../../src/cluster/model/objects.ts';

const awaited = { name: 'x', uid: 'u' };
const csr = (
  conditions: readonly CsrCondition[],
  certificate?: string,
  uid = 'u',
): CertificateSigningRequest => ({
  apiVersion: 'certificates.k8s.io/v1',
  kind: 'CertificateSigningRequest',
  metadata: { name: 'x', uid },
  spec: { request: '' },
  status: { conditions, ...(certificate === undefined ? {} : { certificate }) },
});
const denied = { type: 'Denied', reason: 'r', message: 'm' };

describe('waitForCertificate', () => {
  it('goes on while it is only approved', () => {
    expect(waitForCertificate(awaited, 'MODIFIED', csr([{ type: 'Approved' }]), '1.36')).toEqual({
      kind: 'waiting',
      approved: true,
    });
  });

  it('never takes a certificate without approval', () => {
    expect(waitForCertificate(awaited, 'MODIFIED', csr([], 'PEM'), '1.36')).toEqual({
      kind: 'waiting',
      approved: false,
    });
    expect(waitForCertificate(awaited, 'MODIFIED', csr([], 'PEM'), '1.8')).toEqual({
      kind: 'waiting',
      approved: false,
    });
  });

  it('gives what was issued', () => {
    expect(
      waitForCertificate(awaited, 'MODIFIED', csr([{ type: 'Approved' }], 'PEM'), '1.11'),
    ).toEqual({ kind: 'issued', certificate: 'PEM' });
  });

  it.each([
    ['1.11', 'certificate signing request is not approved, reason: r, message: m'],
    ['1.19', 'certificate signing request is denied, reason: r, message: m'],
  ] as const)('ends when denied, in the words of %s', (release, error) => {
    expect(waitForCertificate(awaited, 'MODIFIED', csr([denied]), release)).toEqual({
      kind: 'ended',
      error,
    });
  });

  it('looks at all conditions from 1.19, before that at the first that decides', () => {
    const both = csr([{ type: 'Approved' }, denied], 'PEM');
    expect(waitForCertificate(awaited, 'MODIFIED', both, '1.18').kind).toBe('issued');
    const undecided = csr([{ type: 'Approved' }, denied]);
    expect(waitForCertificate(awaited, 'MODIFIED', undecided, '1.18').kind).toBe('ended');
    expect(waitForCertificate(awaited, 'MODIFIED', both, '1.19').kind).toBe('ended');
  });

  it.each([
    ['1.8', 'waiting'],
    ['1.9', 'ended'],
  ] as const)('at %s a deletion means %s', (release, kind) => {
    expect(waitForCertificate(awaited, 'DELETED', csr([]), release).kind).toBe(kind);
  });

  it.each([
    ['1.6', 'waiting'],
    ['1.7', 'ended'],
  ] as const)('at %s another UID means %s', (release, kind) => {
    expect(waitForCertificate(awaited, 'MODIFIED', csr([], undefined, 'other'), release).kind).toBe(
      kind,
    );
  });
});
