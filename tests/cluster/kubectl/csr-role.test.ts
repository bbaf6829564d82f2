import { describe, expect, it } from 'vitest';
import { candidatesFor, csrInRole } from '../../../src/cluster/kubectl/csr-role.ts';
import type { CertificateSigningRequest } from '../../../src/cluster/model/objects.ts';
import { csrWith, SERVING_SIGNER, SERVING_USAGES } from '../controllers/requests.ts';

const named = (
  name: string,
  creationTimestamp: string,
  spec: Partial<CertificateSigningRequest['spec']> = {},
  resourceVersion = '1',
): CertificateSigningRequest => ({
  ...csrWith(spec),
  metadata: { name, creationTimestamp, resourceVersion },
});

const withoutSigner = ({
  spec: { signerName: _, ...spec },
  ...csr
}: CertificateSigningRequest): CertificateSigningRequest => ({ ...csr, spec });

describe('candidatesFor', () => {
  const serving = named('serving', 'b', { signerName: SERVING_SIGNER, usages: SERVING_USAGES });
  const client = named('client', 'a');

  it('tells client and serving by the signer', () => {
    expect(candidatesFor([serving, client], { node: 'node-1', purpose: 'client' })).toEqual([
      client,
    ]);
    expect(candidatesFor([serving, client], { node: 'node-1', purpose: 'serving' })).toEqual([
      serving,
    ]);
  });

  it('takes either where it is not said', () => {
    expect(candidatesFor([serving, client], { node: 'node-1' })).toEqual([serving, client]);
  });

  it('tells them by the usages where the release has no signers', () => {
    const [old, older] = [withoutSigner(serving), withoutSigner(client)];
    expect(candidatesFor([old, older], { node: 'node-1', purpose: 'client' })).toEqual([older]);
    expect(candidatesFor([old, older], { node: 'node-1', purpose: 'serving' })).toEqual([old]);
  });
});

describe('csrInRole', () => {
  const list = [
    named('b', '2026-03-02T10:00:00Z'),
    named('a', '2026-03-02T09:00:00Z'),
    named('c', '2026-03-02T10:00:00Z', {}, '7'),
    named('other', '2026-03-02T11:00:00Z'),
  ];
  const commonNames = {
    a: 'system:node:node-1',
    b: 'system:node:node-1',
    c: 'system:node:node-1',
    other: 'system:node:node-2',
  };
  const name = (ordinal?: number, node = 'node-1') =>
    csrInRole(list, commonNames, {
      node,
      purpose: 'client',
      ...(ordinal === undefined ? {} : { ordinal }),
    })?.metadata.name;

  it("counts a node's requests from the oldest", () => {
    expect([1, 2, 3, 4].map((ordinal) => name(ordinal))).toEqual(['a', 'b', 'c', undefined]);
  });

  it('means the latest without a number', () => {
    expect(name()).toBe('c');
    expect(name(undefined, 'node-2')).toBe('other');
    expect(name(undefined, 'node-3')).toBeUndefined();
  });

  it('passes over a request that could not be read', () => {
    expect(
      csrInRole(list, { ...commonNames, c: null }, { node: 'node-1', purpose: 'client' })?.metadata
        .name,
    ).toBe('b');
  });
});
