import { describe, expect, it } from 'vitest';
import { objectsView } from '../../../src/views/objects/index.ts';
import { folded, recorded } from '../recorded.ts';

describe('the objects in etcd', () => {
  it('keep every version, with who asked for it', async () => {
    const view = folded(objectsView, (await recorded('1.36')).log);
    const csr = view.objects.find(({ kind }) => kind === 'CertificateSigningRequest');
    expect(csr?.exists).toBe(true);
    expect(csr?.versions.map(({ change, requestedBy }) => [change, requestedBy])).toEqual([
      ['created', 'kubelet@node-1'],
      ['updated', 'kube-controller-manager@control-plane'],
      ['updated', 'kube-controller-manager@control-plane'],
    ]);
    const revisions = csr?.versions.map(({ resourceVersion }) => Number(resourceVersion)) ?? [];
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    expect(csr?.versions.at(-1)?.object).toBe(csr?.object);
  });

  it('say what was deleted, and keep it', async () => {
    const view = folded(objectsView, (await recorded('1.36', 'no-binding')).log);
    const binding = view.objects.find(({ name }) => name === 'kubeadm:kubelet-bootstrap');
    expect(binding).toMatchObject({ exists: false });
    expect(binding?.versions.map(({ change }) => change)).toEqual(['created', 'deleted']);
    expect(view.objects.some(({ kind }) => kind === 'CertificateSigningRequest')).toBe(false);
  });

  it('mention the default roles without listing them', async () => {
    const view = folded(objectsView, (await recorded('1.36')).log);
    expect(view.hasDefaultRoles).toBe(true);
    expect(view.objects.some(({ kind }) => kind === 'ClusterRole')).toBe(false);
  });
});
