import { describe, expect, it } from 'vitest';
import { ensureCompatible, goTime } from '../../../../src/cluster/kubelet/csr/ensure-compatible.ts';
import { nodeSubject } from '../../../../src/cluster/kubelet/csr/request-object.ts';
import type { CertificateDetails } from '../../../../src/cluster/model/crypto.ts';
import type { DecodedCsr } from '../../../../src/cluster/model/facts/apiserver.ts';
import { NO_SUBJECT_ALT_NAMES } from '../../../../src/cluster/model/names.ts';

const NOW = 1_700_000_000_000;
const decoded = (over: object = {}): DecodedCsr => ({
  ok: true,
  request: {
    subject: nodeSubject('n'),
    sans: NO_SUBJECT_ALT_NAMES,
    publicKey: { algorithm: 'ecdsa-p256', spki: 'aa' },
    signatureValid: true,
    requestedExtensions: [],
    requestsCa: false,
    ...over,
  },
});
const found = { decoded: decoded(), signerName: 'a/b', certificates: undefined };
const wanted = { subject: nodeSubject('n'), spki: 'aa', signerName: 'a/b' };
const expired = [{ notAfter: NOW - 1000 }] as unknown as readonly CertificateDetails[];

describe('ensureCompatible', () => {
  it('has nothing against the same request', () => {
    expect(ensureCompatible(found, wanted, NOW, '1.36')).toBeUndefined();
  });

  it.each([
    [
      'another subject',
      { ...found, decoded: decoded({ subject: nodeSubject('m') }) },
      /^csr subjects differ/,
    ],
    [
      'another key',
      { ...found, decoded: decoded({ publicKey: { algorithm: 'ecdsa-p256', spki: 'bb' } }) },
      /^error validating signature new CSR against old key: x509: ECDSA verification failure$/,
    ],
    [
      'another RSA key',
      { ...found, decoded: decoded({ publicKey: { algorithm: 'rsa-2048', spki: 'bb' } }) },
      /^error validating signature new CSR against old key: crypto\/rsa: verification error$/,
    ],
    [
      'a broken signature',
      { ...found, decoded: decoded({ signatureValid: false }) },
      /^error validating signature/,
    ],
    [
      'another signer',
      { ...found, signerName: 'c/d' },
      /^csr signerNames differ: new "c\/d", orig: "a\/b"$/,
    ],
    [
      'an expired certificate',
      { ...found, certificates: expired },
      /^one of the certificates for the CSR has expired: 2023-11-14 22:13:19 \+0000 UTC$/,
    ],
    [
      'what is no request',
      {
        ...found,
        decoded: {
          ok: false,
          reason: 'notPem',
          detail: 'PEM block type must be CERTIFICATE REQUEST',
        } as const,
      },
      /^unable to parse new csr: PEM block/,
    ],
  ])('objects to %s', (_, other, words) => {
    expect(ensureCompatible(other, wanted, NOW, '1.36')).toMatch(words);
  });

  it('compares signers from 1.18 and looks at expiry from 1.9', () => {
    expect(ensureCompatible({ ...found, signerName: 'c/d' }, wanted, NOW, '1.17')).toBeUndefined();
    expect(
      ensureCompatible({ ...found, certificates: expired }, wanted, NOW, '1.8'),
    ).toBeUndefined();
  });
});

describe('goTime', () => {
  it('prints an instant as Go does', () => {
    expect(goTime(NOW)).toBe('2023-11-14 22:13:20 +0000 UTC');
    expect(goTime(NOW + 120)).toBe('2023-11-14 22:13:20.12 +0000 UTC');
  });
});
