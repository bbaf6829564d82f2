import { describe, expect, it } from 'vitest';
import { defaultCsr } from '../../../../src/cluster/apiserver/csr/defaulting.ts';
import type { DecodedCsr } from '../../../../src/cluster/model/facts/apiserver.ts';
import type { CertificateSigningRequest } from '../../../../src/cluster/model/objects.ts';
import type { Release } from '../../../../src/releases/release.ts';
import { csr, details, GOOD, parsed, without } from './objects.ts';

const CLIENT = ['digital signature', 'key encipherment', 'client auth'];
const bare = without('signerName', csr({ usages: CLIENT }, undefined, 'v1beta1'));

const signer = (
  object: CertificateSigningRequest,
  decoded: DecodedCsr,
  release: Release = '1.19',
) => defaultCsr(object, decoded, release).object.spec.signerName;

describe('the defaults of v1beta1', () => {
  it('tell the signer from the content', () => {
    expect(signer(bare, GOOD)).toBe('kubernetes.io/kube-apiserver-client-kubelet');
    const serving = parsed(details('system:node:node-1', ['system:nodes'], { dns: ['node-1'] }));
    const usages = ['digital signature', 'key encipherment', 'server auth'];
    expect(signer({ ...bare, spec: { ...bare.spec, usages } }, serving)).toBe(
      'kubernetes.io/kubelet-serving',
    );
    expect(signer(bare, parsed(details('alice', [])))).toBe('kubernetes.io/legacy-unknown');
    expect(signer(bare, { ok: false, reason: 'notPem', detail: '' })).toBe(
      'kubernetes.io/legacy-unknown',
    );
  });

  it('leave a signer that is named, and releases before 1.18, alone', () => {
    expect(signer({ ...bare, spec: { ...bare.spec, signerName: 'example.com/x' } }, GOOD)).toBe(
      'example.com/x',
    );
    expect(signer(bare, GOOD, '1.17')).toBeUndefined();
  });

  it('give usages where there are none, not where the list is empty', () => {
    const none = defaultCsr(without('usages', bare), GOOD, '1.11');
    expect(none.object.spec.usages).toEqual(['digital signature', 'key encipherment']);
    expect(none.defaulted).toEqual(['spec.usages']);
    const empty = { ...bare, spec: { ...bare.spec, usages: [] } };
    expect(defaultCsr(empty, GOOD, '1.11').object.spec.usages).toEqual([]);
  });

  it('make conditions true from 1.19', () => {
    const object = { ...bare, status: { conditions: [{ type: 'Approved' }] } };
    expect(defaultCsr(object, GOOD, '1.19').object.status.conditions).toEqual([
      { type: 'Approved', status: 'True' },
    ]);
    expect(defaultCsr(object, GOOD, '1.18').object.status.conditions).toEqual([
      { type: 'Approved' },
    ]);
  });

  it('are not those of v1', () => {
    const object = without('usages', { ...bare, apiVersion: 'certificates.k8s.io/v1' });
    expect(defaultCsr(object, GOOD, '1.19')).toEqual({ object, defaulted: [] });
  });
});
