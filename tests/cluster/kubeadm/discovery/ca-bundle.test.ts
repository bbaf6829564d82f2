import { describe, expect, it } from 'vitest';
import { certificatesInBundle } from '../../../../src/cluster/kubeadm/discovery/ca-bundle.ts';
import { pemEncode } from '../../../../src/cluster/model/pem.ts';

const block = (type = 'CERTIFICATE') => pemEncode(type, Uint8Array.of(1, 2, 3));
const count = (text: string, release: '1.11' | '1.14' | '1.36') => {
  const bundle = certificatesInBundle(text, release);
  return bundle.ok ? bundle.certificates.length : bundle.error;
};

describe('certificatesInBundle', () => {
  it('takes one certificate and nothing after it up to 1.14', () => {
    expect(count(block(), '1.11')).toBe(1);
    expect(count(block() + block(), '1.11')).toBe('trailing data after first PEM block');
    expect(count('x', '1.11')).toBe('invalid PEM data');
    expect(count(block() + block(), '1.14')).toBe('trailing data after first PEM block');
    expect(count(`${block()}ABC`, '1.14')).toBe('trailing data after first PEM block');
  });

  it('passes over what is no certificate from 1.15 on', () => {
    expect(count(`${block('PUBLIC KEY')}${block()}ABC`, '1.36')).toBe(1);
    expect(count(block('PUBLIC KEY'), '1.36')).toBe(
      'data does not contain any valid RSA or ECDSA certificates',
    );
  });
});
