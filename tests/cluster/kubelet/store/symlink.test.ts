import { describe, expect, it } from 'vitest';
import { recovered, symlinkUpdated } from '../../../../src/cluster/kubelet/store/symlink.ts';
import type { FileNode } from '../../../../src/cluster/model/files.ts';

const FILE: FileNode = { type: 'file', mode: 0o600, content: { kind: 'pem', blocks: [] } };
const link = (target: string): FileNode => ({ type: 'symlink', target });
const tree = (files: Record<string, FileNode>) => new Map(Object.entries(files));

describe('symlinkUpdated', () => {
  it('makes the new link first, removes the old one, and renames last', () => {
    const files = tree({
      '/pki/k-1.pem': FILE,
      '/pki/k-2.pem': FILE,
      '/pki/k-current.pem': link('/pki/k-1.pem'),
    });
    expect(symlinkUpdated(files, '/pki', 'k', '/pki/k-2.pem', '1.36')).toEqual({
      ok: true,
      changes: [
        { kind: 'write', path: '/pki/k-updated.pem', node: link('/pki/k-2.pem') },
        { kind: 'remove', path: '/pki/k-current.pem' },
        { kind: 'rename', path: '/pki/k-updated.pem', to: '/pki/k-current.pem' },
      ],
    });
  });

  it('has nothing to remove the first time', () => {
    const result = symlinkUpdated(
      tree({ '/pki/k-1.pem': FILE }),
      '/pki',
      'k',
      '/pki/k-1.pem',
      '1.36',
    );
    expect(result.ok && result.changes.map(({ kind }) => kind)).toEqual(['write', 'rename']);
  });

  it('removes a link that a crash left', () => {
    const files = tree({ '/pki/k-1.pem': FILE, '/pki/k-updated.pem': link('/pki/k-0.pem') });
    const result = symlinkUpdated(files, '/pki', 'k', '/pki/k-1.pem', '1.36');
    expect(result.ok && result.changes[0]).toEqual({ kind: 'remove', path: '/pki/k-updated.pem' });
  });

  it.each(['/pki/k-current.pem', '/pki/k-updated.pem'])('gives up where %s is a file', (path) => {
    const files = tree({ '/pki/k-1.pem': FILE, [path]: FILE });
    expect(symlinkUpdated(files, '/pki', 'k', '/pki/k-1.pem', '1.36')).toEqual({
      ok: false,
      error: `expected "${path}" to be a symlink but it is a file`,
    });
  });

  it('never points at a file that is not there', () => {
    expect(symlinkUpdated(tree({}), '/pki', 'k', '/pki/k-1.pem', '1.36')).toMatchObject({
      ok: false,
    });
  });
});

describe('recovered', () => {
  it('renames a left-over link where there is no current one', () => {
    expect(recovered(tree({ '/pki/k-updated.pem': link('/pki/a') }), '/pki', 'k')).toEqual({
      ok: true,
      changes: [{ kind: 'rename', path: '/pki/k-updated.pem', to: '/pki/k-current.pem' }],
    });
  });

  it('touches nothing where there is one', () => {
    const files = tree({
      '/pki/k-updated.pem': link('/pki/a'),
      '/pki/k-current.pem': link('/pki/b'),
    });
    expect(recovered(files, '/pki', 'k')).toEqual({ ok: true, changes: [] });
  });

  it('gives up where the left-over is a file', () => {
    expect(recovered(tree({ '/pki/k-updated.pem': FILE }), '/pki', 'k')).toMatchObject({
      ok: false,
    });
  });
});
