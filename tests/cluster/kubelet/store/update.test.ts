import { describe, expect, it } from 'vitest';
import { changed } from '../../../../src/cluster/kubelet/files.ts';
import { pairLoaded } from '../../../../src/cluster/kubelet/store/pair-file.ts';
import { storeUpdated } from '../../../../src/cluster/kubelet/store/update.ts';
import type { CertificateDetails } from '../../../../src/cluster/model/crypto.ts';
import { parseRfc3339 } from '../../../../src/cluster/model/instant.ts';
import type { FileNode } from '../../../../src/cluster/model/files.ts';

const NOW = parseRfc3339('2024-05-06T07:08:09Z')!;
const leaf = { publicKey: { algorithm: 'ecdsa-p256', spki: 'aa' } } as CertificateDetails;
const pair = { certificates: ['LEAF', 'INTERMEDIATE'], leaf, key: 'key', keySpki: 'aa' };
const store = { directory: '/pki', prefix: 'kubelet-client' };
const PATH = '/pki/kubelet-client-2024-05-06-07-08-09.pem';
const none = new Map<string, FileNode>();

describe('storeUpdated', () => {
  it('makes the directory, writes the pair with its time and switches the link', () => {
    const { changes, error } = storeUpdated(none, store, pair, NOW, '1.36');
    expect(error).toBeUndefined();
    expect(changes.map(({ kind, path }) => [kind, path])).toEqual([
      ['write', '/pki'],
      ['write', PATH],
      ['write', '/pki/kubelet-client-updated.pem'],
      ['rename', '/pki/kubelet-client-updated.pem'],
    ]);
    expect(changes[0]).toMatchObject({ node: { type: 'directory', mode: 0o755 } });
    expect(changes[1]).toMatchObject({ node: { mode: 0o600 } });
  });

  it.each([
    ['1.17', ['LEAF']],
    ['1.18', ['LEAF', 'INTERMEDIATE']],
  ] as const)('keeps at %s %s, and the key last', (release, certificates) => {
    const { changes } = storeUpdated(none, store, pair, NOW, release);
    expect(changes.find(({ path }) => path === PATH)).toMatchObject({
      node: {
        content: {
          blocks: [...certificates.map((certificate) => ({ certificate })), { privateKey: 'key' }],
        },
      },
    });
  });

  it('leaves the file but not the link where certificate and key do not belong together', () => {
    const { changes, error } = storeUpdated(none, store, { ...pair, keySpki: 'bb' }, NOW, '1.36');
    expect(error).toBe(
      `could not convert data from "${PATH}" into cert/key pair: tls: private key does not match public key`,
    );
    expect(changes.at(-1)?.path).toBe(PATH);
  });

  it('refuses what holds no certificate', () => {
    expect(
      storeUpdated(none, store, { ...pair, certificates: [], leaf: undefined }, NOW, '1.36').error,
    ).toBe('invalid certificate data');
  });

  it('can be read back through the link', () => {
    const files = changed(none, storeUpdated(none, store, pair, NOW, '1.36').changes);
    expect(pairLoaded(files, '/pki/kubelet-client-current.pem', '1.36')).toEqual({
      ok: true,
      pair: { chain: ['LEAF', 'INTERMEDIATE'], key: 'key' },
    });
  });
});

describe('pairLoaded', () => {
  const file = (blocks: readonly object[]): Map<string, FileNode> =>
    new Map([['/f', { type: 'file', mode: 0o600, content: { kind: 'pem', blocks } } as FileNode]]);

  it('takes the key first from 1.13 only', () => {
    const files = file([{ privateKey: 'key', label: 'EC PRIVATE KEY' }, { certificate: 'LEAF' }]);
    expect(pairLoaded(files, '/f', '1.13').ok).toBe(true);
    expect(pairLoaded(files, '/f', '1.12').ok).toBe(false);
  });

  it('says what is missing', () => {
    expect(pairLoaded(file([{ certificate: 'LEAF' }]), '/f', '1.12')).toEqual({
      ok: false,
      error: 'could not decode the second block from "/f" from expected PEM format',
    });
    expect(pairLoaded(new Map(), '/f', '1.36')).toMatchObject({ ok: false });
  });
});
