import { describe, expect, it } from 'vitest';
import { preferredAddress } from '../../../../src/cluster/apiserver/kubelet-client/preferred-address.ts';
import type { Node, NodeAddress } from '../../../../src/cluster/model/objects.ts';
import { preferredAddressTypes } from '../../../../src/releases/apiserver-to-kubelet.ts';
import type { Release } from '../../../../src/releases/release.ts';

const node = (...addresses: readonly NodeAddress[]): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'n', labels: { 'kubernetes.io/hostname': 'labelled' } },
  spec: {},
  status: { addresses, conditions: [] },
});
const both = node(
  { type: 'InternalIP', address: '10.0.0.21' },
  { type: 'InternalIP', address: 'fd00::21' },
  { type: 'Hostname', address: 'node-1' },
);

describe('the address of a Node that is dialled', () => {
  it('is the first of the first type that the Node has', () => {
    expect(preferredAddress(both, ['ExternalIP', 'InternalIP', 'Hostname'], '1.36')).toEqual({
      ok: true,
      address: '10.0.0.21',
    });
    expect(preferredAddress(both, ['Hostname', 'InternalIP'], '1.36')).toEqual({
      ok: true,
      address: 'node-1',
    });
  });

  it('may be the hostname label up to 1.21', () => {
    const bare = node({ type: 'InternalIP', address: '10.0.0.21' });
    const at = (release: Release) => preferredAddress(bare, ['Hostname', 'InternalIP'], release);
    expect(at('1.8')).toEqual({ ok: true, address: 'labelled' });
    expect(at('1.22')).toEqual({ ok: true, address: '10.0.0.21' });
  });

  it('is missing in the words of NoMatchError', () => {
    expect(preferredAddress(both, ['ExternalDNS'], '1.36')).toEqual({
      ok: false,
      error:
        'no preferred addresses found; known addresses: [{InternalIP 10.0.0.21} {InternalIP fd00::21} {Hostname node-1}]',
    });
  });

  it('is chosen by type from 1.5, the Hostname first by default', () => {
    expect(preferredAddressTypes.at('1.4')).toBeUndefined();
    for (const release of ['1.5', '1.6', '1.7', '1.36'] as const)
      expect(preferredAddressTypes.at(release)?.[0]).toBe('Hostname');
  });
});
