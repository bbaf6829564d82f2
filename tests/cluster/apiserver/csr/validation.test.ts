import { describe, expect, it } from 'vitest';
import { createErrors, updateErrors } from '../../../../src/cluster/apiserver/csr/validation.ts';
import { printFieldErrors } from '../../../../src/cluster/apiserver/field-error.ts';
import type { DecodedCsr } from '../../../../src/cluster/model/facts/apiserver.ts';
import type { CertificateSigningRequest } from '../../../../src/cluster/model/objects.ts';
import type { Release } from '../../../../src/releases/release.ts';
import { csr, details, GOOD, parsed, without } from './objects.ts';

function created(
  object: CertificateSigningRequest,
  release: Release,
  decoded: DecodedCsr = GOOD,
): string {
  const errors = createErrors(object, { csr: decoded }, release);
  return errors.length === 0 ? '' : printFieldErrors(errors, release);
}

const unsigned = (algorithm: 'ecdsa-p256' | 'rsa-2048' | 'ed25519'): DecodedCsr => {
  const request = details('system:node:node-1', ['system:nodes']);
  return parsed({ ...request, signatureValid: false, publicKey: { algorithm, spki: '00' } });
};

describe('a new CertificateSigningRequest', () => {
  it('is valid in every release when it is well formed', () => {
    for (const release of ['1.4', '1.8', '1.18', '1.19', '1.36'] as const)
      expect(created(csr(), release)).toBe('');
  });

  it.each([
    ['ecdsa-p256', 'x509: ECDSA verification failure'],
    ['rsa-2048', 'crypto/rsa: verification error'],
    ['ed25519', 'x509: Ed25519 verification failure'],
  ] as const)('must be signed by its own %s key, in every release', (algorithm, words) => {
    for (const release of ['1.4', '1.8', '1.11', '1.19', '1.27', '1.36'] as const)
      expect(created(csr(), release, unsigned(algorithm))).toContain(words);
  });

  it('shows the bytes of a request that does not parse', () => {
    const decoded: DecodedCsr = { ok: false, reason: 'notPem', detail: '' };
    const object = csr({ request: 'hello' });
    const words = 'PEM block type must be CERTIFICATE REQUEST';
    expect(created(object, '1.33', decoded)).toBe(
      `spec.request: Invalid value: []byte{0x68, 0x65, 0x6c, 0x6c, 0x6f}: ${words}`,
    );
    expect(created(object, '1.34', decoded)).toBe(
      `spec.request: Invalid value: "aGVsbG8=": ${words}`,
    );
    expect(created(object, '1.5', decoded)).toMatch(/^request: Invalid value/);
  });

  it('passes an empty request for none up to 1.7', () => {
    const decoded: DecodedCsr = { ok: false, reason: 'notPem', detail: '' };
    expect(created(csr({ request: '' }), '1.7', decoded)).toContain('[]byte(nil)');
    expect(created(csr({ request: '' }), '1.8', decoded)).toContain('[]byte{}');
  });

  it('hands on what the parser says', () => {
    const decoded: DecodedCsr = {
      ok: false,
      reason: 'malformed',
      detail: 'asn1: syntax error: data truncated',
    };
    expect(created(csr(), '1.11', decoded)).toMatch(/: asn1: syntax error: data truncated$/);
  });

  it('needs usages from 1.6, which 1.26 no longer explains', () => {
    const object = without('usages', csr());
    expect(created(object, '1.5')).toBe('');
    expect(created(object, '1.11')).toBe('spec.usages: Required value: usages must be provided');
    expect(created(object, '1.26')).toBe('spec.usages: Required value');
  });

  it('may ask for unknown usages, twice, up to 1.18 and through v1beta1', () => {
    const usages = ['bogus', 'bogus'];
    expect(created(csr({ usages }), '1.18')).toBe('');
    expect(created(csr({ usages }, undefined, 'v1beta1'), '1.19')).toBe('');
    expect(created(csr({ usages }), '1.19')).toMatch(
      /^\[spec\.usages\[0\]: Unsupported value: "bogus": supported values: "any", .*, spec\.usages\[1\]: Duplicate value: "bogus"\]$/,
    );
  });

  it('needs a signer name from 1.18', () => {
    const object = without('signerName', csr());
    expect(created(object, '1.17')).toBe('');
    expect(created(object, '1.18')).toBe(
      'spec.signerName: Required value: signerName must be provided',
    );
    expect(created(object, '1.36')).toBe('spec.signerName: Required value');
  });

  it('may name the legacy signer through v1beta1 only', () => {
    const spec = { signerName: 'kubernetes.io/legacy-unknown' };
    expect(created(csr(spec, undefined, 'v1beta1'), '1.19')).toBe('');
    expect(created(csr(spec), '1.19')).toBe(
      'spec.signerName: Invalid value: "kubernetes.io/legacy-unknown": the legacy signerName is not allowed via this API version',
    );
  });

  it('may not ask for less than ten minutes from 1.22', () => {
    expect(created(csr({ expirationSeconds: 599 }), '1.21')).toBe('');
    expect(created(csr({ expirationSeconds: 600 }), '1.22')).toBe('');
    expect(created(csr({ expirationSeconds: 599 }), '1.22')).toBe(
      'spec.expirationSeconds: Invalid value: 599: may not specify a duration less than 600 seconds (10 minutes)',
    );
  });

  it('needs a name or something to make one from', () => {
    expect(created({ ...csr(), metadata: { name: '' } }, '1.11')).toBe(
      'metadata.name: Required value: name or generateName is required',
    );
    expect(created({ ...csr(), metadata: { name: '', generateName: 'csr-' } }, '1.11')).toBe('');
  });
});

describe('a change to a CertificateSigningRequest', () => {
  const approved = { type: 'Approved', status: 'True' };
  const denied = { type: 'Denied', status: 'True' };
  const failed = { type: 'Failed', status: 'True' };

  function changed(
    now: CertificateSigningRequest,
    before: CertificateSigningRequest,
    subresource: '' | 'status' | 'approval',
    release: Release = '1.36',
  ): string {
    const errors = updateErrors(now, before, subresource, {}, release);
    return errors.length === 0 ? '' : printFieldErrors(errors, release);
  }

  it('may approve through /approval only', () => {
    const words =
      'status.conditions: Forbidden: updates may not add a condition of type "Approved"';
    expect(changed(csr({}, [approved]), csr(), 'approval')).toBe('');
    expect(changed(csr({}, [approved]), csr(), 'status')).toBe(words);
    expect(changed(csr({}, [approved]), csr(), '')).toBe(words);
  });

  it('may not take a decision back', () => {
    for (const condition of [approved, denied, failed])
      expect(changed(csr(), csr({}, [condition]), 'approval')).toBe(
        `status.conditions: Forbidden: updates may not remove a condition of type "${condition.type}"`,
      );
  });

  it('may not both approve and deny; the field at fault moved in 1.34', () => {
    const both = csr({}, [approved, denied]);
    const words = 'Invalid value: "Denied": Approved and Denied conditions are mutually exclusive';
    expect(changed(both, csr({}, [approved]), 'approval', '1.33')).toBe(
      `status.conditions[1].type: ${words}`,
    );
    expect(changed(both, csr({}, [approved]), 'approval', '1.34')).toBe(
      `status.conditions: ${words}`,
    );
  });

  it('could do all of that up to 1.18', () => {
    const both = csr({}, [approved, denied]);
    expect(changed(both, csr({}, [approved]), 'approval', '1.18')).toBe('');
    expect(changed(csr(), both, 'approval', '1.18')).toBe('');
  });

  it('may not repeat a type, nor leave out a status', () => {
    expect(changed(csr({}, [approved, approved]), csr({}, [approved]), 'approval')).toBe(
      'status.conditions[1].type: Duplicate value: "Approved"',
    );
    expect(changed(csr({}, [{ type: 'Approved' }]), csr(), 'approval')).toBe(
      'status.conditions[0].status: Required value',
    );
  });

  it('lets an object that is stored badly be touched elsewhere', () => {
    const both = csr({ signerName: 'kubernetes.io/legacy-unknown', usages: ['x', 'x'] }, [
      approved,
      denied,
    ]);
    expect(changed({ ...both, metadata: { name: 'csr-1', labels: { a: 'b' } } }, both, '')).toBe(
      '',
    );
  });

  describe('with a certificate', () => {
    const certified = (certificate: string) => ({ ...csr(), status: { certificate } });
    const garbage = certified('garbage');

    it('comes through /status only', () => {
      expect(changed(certified(''), csr(), 'status')).toBe('');
      expect(changed(garbage, csr(), 'approval')).toContain(
        'updates may not set certificate content',
      );
    });

    it('must be one', () => {
      expect(changed(garbage, csr(), 'status')).toBe(
        'status.certificate: Invalid value: "<certificate data>": must contain at least one CERTIFICATE PEM block',
      );
      expect(changed(garbage, csr(), 'status', '1.18')).toBe('');
    });

    it('stays as it is', () => {
      const words =
        'status.certificate: Forbidden: updates may not modify existing certificate content';
      expect(changed(certified(''), garbage, 'status')).toBe(words);
    });
  });

  it('may not change the name', () => {
    const renamed = { ...csr(), metadata: { name: 'csr-2' } };
    expect(changed(renamed, csr(), '')).toBe(
      'metadata.name: Invalid value: "csr-2": field is immutable',
    );
  });
});
