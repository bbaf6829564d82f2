import { describe, expect, it } from 'vitest';
import {
  authenticateCertificate,
  UID_OID,
  userOfCertificate,
} from '../../../../src/cluster/apiserver/authentication/x509.ts';
import type { CertificateDetails } from '../../../../src/cluster/model/crypto.ts';
import { parseRfc3339 } from '../../../../src/cluster/model/instant.ts';
import {
  NO_SUBJECT_ALT_NAMES,
  subjectName,
  type Name,
} from '../../../../src/cluster/model/names.ts';

function leaf(subject: Name): CertificateDetails {
  return {
    serial: '01',
    issuer: subjectName('kubernetes'),
    subject,
    notBefore: 0,
    notAfter: 1,
    sans: NO_SUBJECT_ALT_NAMES,
    keyUsages: ['digitalSignature'],
    extKeyUsages: ['clientAuth'],
    isCa: false,
    publicKey: { algorithm: 'ecdsa-p256', spki: '00' },
    fingerprint: 'ab12',
  };
}

const node = leaf(subjectName('system:node:node-1', ['system:nodes', 'other']));

describe('the user of a client certificate', () => {
  it('is named by the common name, its groups by the organizations', () => {
    expect(userOfCertificate(node, '1.31')).toEqual({
      outcome: 'authenticated',
      user: { name: 'system:node:node-1', groups: ['system:nodes', 'other'] },
      reason: '',
    });
  });

  it('carries the hash of the certificate from 1.32', () => {
    expect(userOfCertificate(node, '1.32')).toMatchObject({
      user: { extra: { 'authentication.kubernetes.io/credential-id': ['X509SHA256=ab12'] } },
    });
  });

  it('is nobody without a common name', () => {
    expect(userOfCertificate(leaf(subjectName('', ['system:nodes'])), '1.36').outcome).toBe(
      'noOpinion',
    );
  });

  it('has the UID of the subject from 1.33, unless the gate is off', () => {
    const named = leaf([{ type: UID_OID, value: 'uid-1' }, ...node.subject]);
    expect(userOfCertificate(named, '1.32')).not.toHaveProperty('user.uid');
    expect(userOfCertificate(named, '1.33')).toHaveProperty('user.uid', 'uid-1');
    const gates = { AllowParsingUserUIDFromCertAuth: false };
    expect(userOfCertificate(named, '1.33', gates)).not.toHaveProperty('user.uid');
  });

  it.each([
    ['two UIDs', ['a', 'b'], 'expected 1 UID, but found multiple: [a b]'],
    ['an empty UID', [''], 'UID cannot be an empty string'],
  ])('is an error with %s', (_, uids, reason) => {
    const named = leaf([...uids.map((value) => ({ type: UID_OID, value })), ...node.subject]);
    expect(userOfCertificate(named, '1.36')).toEqual({ outcome: 'error', reason });
  });
});

describe('certificates that were shown', () => {
  it('give no opinion where there are none', () => {
    expect(authenticateCertificate(undefined, '1.36').outcome).toBe('noOpinion');
  });

  it('are an error where they do not verify, in the words of Go', () => {
    const at = parseRfc3339('2026-03-03T00:00:00Z')!;
    const notAfter = parseRfc3339('2026-03-02T00:00:00Z')!;
    const failure = { reason: 'expired', at, notAfter } as const;
    expect(authenticateCertificate({ ok: false, failure }, '1.36')).toEqual({
      outcome: 'error',
      reason:
        'x509: certificate has expired or is not yet valid: current time 2026-03-03T00:00:00Z is after 2026-03-02T00:00:00Z',
    });
  });
});
