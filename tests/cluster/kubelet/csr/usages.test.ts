import { describe, expect, it } from 'vitest';
import { requestedUsages } from '../../../../src/cluster/kubelet/csr/usages.ts';

describe('requestedUsages', () => {
  it.each([
    ['1.8', 'ecdsa-p256', 'client', ['digital signature', 'key encipherment', 'client auth']],
    ['1.26', 'ecdsa-p256', 'client', ['digital signature', 'key encipherment', 'client auth']],
    ['1.27', 'ecdsa-p256', 'client', ['digital signature', 'client auth']],
    ['1.36', 'ecdsa-p256', 'serving', ['digital signature', 'server auth']],
    ['1.36', 'rsa-2048', 'client', ['digital signature', 'key encipherment', 'client auth']],
    ['1.26', 'ecdsa-p256', 'serving', ['digital signature', 'key encipherment', 'server auth']],
  ] as const)('at %s for a key of %s, %s', (release, key, purpose, usages) => {
    expect(requestedUsages(purpose, key, release)).toEqual(usages);
  });
});
