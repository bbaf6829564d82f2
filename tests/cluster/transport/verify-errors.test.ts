import { describe, expect, it } from 'vitest';
import { subjectName } from '../../../src/cluster/model/names.ts';
import { serverCertificateError } from '../../../src/cluster/transport/verify-errors.ts';

const wrongName = (wanted: string, names: readonly string[]): string =>
  serverCertificateError({ reason: 'wrongName', wanted, names }, '1.26');

describe('a certificate that a dialler does not accept', () => {
  it('has names, but not that one', () => {
    expect(wrongName('10.0.0.21', ['node-1'])).toBe(
      "x509: cannot validate certificate for 10.0.0.21 because it doesn't contain any IP SANs",
    );
    expect(wrongName('10.0.0.21', ['node-1', '10.0.0.20'])).toBe(
      'x509: certificate is valid for 10.0.0.20, not 10.0.0.21',
    );
    expect(wrongName('node-1', ['node-2', 'node-3', '10.0.0.20'])).toBe(
      'x509: certificate is valid for node-2, node-3, not node-1',
    );
    expect(wrongName('node-1', ['10.0.0.20'])).toBe(
      'x509: certificate is not valid for any names, but wanted to match node-1',
    );
  });

  it('was signed by somebody unknown, with a prefix from 1.27', () => {
    const failure = { reason: 'unknownAuthority', issuer: subjectName('x') } as const;
    const text = 'x509: certificate signed by unknown authority';
    expect(serverCertificateError(failure, '1.26')).toBe(text);
    expect(serverCertificateError(failure, '1.27')).toBe(
      `tls: failed to verify certificate: ${text}`,
    );
  });

  it('has expired, with the time from 1.19', () => {
    const failure = { reason: 'expired', at: 86_400_000, notAfter: 0 } as const;
    const text = 'x509: certificate has expired or is not yet valid';
    expect(serverCertificateError(failure, '1.18')).toBe(text);
    expect(serverCertificateError(failure, '1.19')).toBe(
      `${text}: current time 1970-01-02T00:00:00Z is after 1970-01-01T00:00:00Z`,
    );
  });
});
