import { describe, expect, it } from 'vitest';
import type { Fact, FactBody } from '../../../src/cluster/model/facts.ts';
import { diskView, type DiskHost, type DiskView } from '../../../src/views/disk/index.ts';
import { permissions } from '../../../src/views/disk/tree.ts';
import type { Release } from '../../../src/releases/release.ts';
import { folded, recorded } from '../recorded.ts';

const KUBELET = 'kubelet@node-1';

async function node(release: Release): Promise<DiskHost> {
  const view = folded(diskView, (await recorded(release)).log);
  return view.hosts.find(({ name }) => name === 'node-1')!;
}

const listed = ({ entries }: DiskHost) =>
  entries.map(({ permissions: mode, path }) => `${mode} ${path}`);

describe('the files of the node', () => {
  it('are a pair of files in 1.8', async () => {
    expect(listed(await node('1.8'))).toEqual([
      'drwxr-xr-x /etc',
      'drwxr-xr-x /etc/kubernetes',
      '-rw------- /etc/kubernetes/bootstrap-kubelet.conf',
      '-rw------- /etc/kubernetes/kubelet.conf',
      'drwxr-xr-x /etc/kubernetes/pki',
      '-rw-r--r-- /etc/kubernetes/pki/ca.crt',
      'drwxr-xr-x /var',
      'drwxr-xr-x /var/lib',
      'drwxr-xr-x /var/lib/kubelet',
      'drwxr-xr-x /var/lib/kubelet/pki',
      '-rw-r--r-- /var/lib/kubelet/pki/kubelet-client.crt',
      '-rw------- /var/lib/kubelet/pki/kubelet-client.key',
      '-rw-r--r-- /var/lib/kubelet/pki/kubelet.crt',
      '-rw------- /var/lib/kubelet/pki/kubelet.key',
    ]);
  });

  it('are one dated file and a link to it from 1.11 on', async () => {
    const host = await node('1.36');
    const link = host.entries.find(({ type }) => type === 'symlink');
    const dated = '/var/lib/kubelet/pki/kubelet-client-2026-03-02-09-00-00.pem';
    expect(link).toMatchObject({
      name: 'kubelet-client-current.pem',
      depth: 4,
      mode: '0777',
      permissions: 'lrwxrwxrwx',
      target: dated,
    });
    expect(host.entries.find(({ path }) => path === dated)).toMatchObject({
      mode: '0600',
      content: { kind: 'pem' },
    });
  });
});

const file = { type: 'file', mode: 0o644, content: { kind: 'text', text: 'x' } } as const;

const on = (type: 'file.written' | 'file.removed' | 'file.renamed', path: string, to = '') =>
  ({
    type,
    by: KUBELET,
    host: 'h',
    path,
    ...(type === 'file.written' ? { node: file } : {}),
    to,
  }) as FactBody;

function host(...bodies: readonly FactBody[]): DiskHost {
  const start = { ...diskView.initial, hosts: [{ name: 'h', written: [], entries: [] }] };
  return bodies
    .map((body, seq) => ({ ...body, seq, at: 0 }) as Fact)
    .reduce<DiskView>((view, fact) => diskView.apply(view, fact), start).hosts[0]!;
}

describe('a tree of files', () => {
  it('has each folder right before what it holds, whatever the names', () => {
    const paths = ['/a.b', '/a/z', '/a-b/c', '/a/b/c', '/a'].map((path) =>
      on('file.written', path),
    );
    expect(host(...paths).entries.map(({ path }) => path)).toEqual([
      '/a',
      '/a/b',
      '/a/b/c',
      '/a/z',
      '/a-b',
      '/a-b/c',
      '/a.b',
    ]);
  });

  it('forgets what is removed, and folders with it', () => {
    expect(host(on('file.written', '/a/b'), on('file.removed', '/a/b')).entries).toEqual([]);
  });

  it('renames over what is there', () => {
    const { entries } = host(
      on('file.written', '/d/new'),
      on('file.written', '/d/current'),
      on('file.renamed', '/d/new', '/d/current'),
    );
    expect(entries.map(({ path, seq }) => [path, seq])).toEqual([
      ['/d', -1],
      ['/d/current', 2],
    ]);
    expect(entries[1]).toMatchObject({ name: 'current', depth: 1, permissions: '-rw-r--r--' });
  });

  it('prints modes as ls does', () => {
    expect(permissions('directory', 0o750)).toBe('drwxr-x---');
    expect(permissions('file', 0o604)).toBe('-rw----r--');
  });
});
