import { describe, expect, it } from 'vitest';
import { certificateProblem } from '../../../../src/cluster/apiserver/csr/certificate.ts';

const block = (type: string, body: string): string =>
  `-----BEGIN ${type}-----\n${body}\n-----END ${type}-----\n`;
const readable = { ok: true, certificates: [] } as const;

describe('the certificate in a status', () => {
  it('may be missing, and may stand among other text', () => {
    expect(certificateProblem('', undefined)).toBeUndefined();
    expect(certificateProblem(`note\n${block('CERTIFICATE', 'AAAA')}`, readable)).toBeUndefined();
  });

  it.each([
    ['no block', 'garbage', 'must contain at least one CERTIFICATE PEM block'],
    [
      'another block',
      block('CERTIFICATE1', 'AAAA'),
      'only CERTIFICATE PEM blocks are allowed, found "CERTIFICATE1"',
    ],
    ['headers', block('CERTIFICATE', 'Some: header\n\nAAAA'), 'no PEM block headers are permitted'],
    [
      'nothing inside',
      block('CERTIFICATE', ''),
      'found CERTIFICATE PEM block containing 0 certificates',
    ],
  ])('with %s', (_, pem, problem) => {
    expect(certificateProblem(pem, readable)).toBe(problem);
  });

  it('that does not parse is refused in the words of the parser', () => {
    const parsed = { ok: false, detail: 'x509: malformed certificate' } as const;
    expect(certificateProblem(block('CERTIFICATE', 'AAAA'), parsed)).toBe(
      'x509: malformed certificate',
    );
  });
});
