import { describe, expect, it } from 'vitest';
import { loadRESTConfig } from '../../../../src/cluster/kubelet/kubeconfig/load-rest-config.ts';
import { kubeconfigFromBootstrap } from '../../../../src/cluster/kubelet/kubeconfig/write-kubeconfig.ts';
import type { FileNode, Kubeconfig } from '../../../../src/cluster/model/files.ts';

const kubeconfig = (over: Partial<Kubeconfig> = {}): Kubeconfig => ({
  clusters: [{ name: 'c', server: 'https://api:6443', certificateAuthorityData: 'CA' }],
  users: [{ name: 'u', token: 't' }],
  contexts: [{ name: 'x', cluster: 'c', user: 'u' }],
  currentContext: 'x',
  ...over,
});
const at = (config: Kubeconfig): Map<string, FileNode> =>
  new Map([
    ['/k', { type: 'file', mode: 0o600, content: { kind: 'kubeconfig', kubeconfig: config } }],
  ]);
const load = (over: Partial<Kubeconfig>) => loadRESTConfig(at(kubeconfig(over)), '/k');

describe('loadRESTConfig', () => {
  it('resolves the current context', () => {
    expect(load({})).toEqual({
      ok: true,
      value: {
        server: 'https://api:6443',
        trust: { roots: ['CA'] },
        credential: { kind: 'bearerToken', token: 't' },
      },
    });
  });

  it('shows nothing where the token is empty', () => {
    expect(load({ users: [{ name: 'u', token: '' }] })).toMatchObject({
      value: { credential: { kind: 'none' } },
    });
  });

  it.each([
    [
      'a user without entry',
      { users: [] },
      'invalid configuration: user "u" was not found for context "x"',
    ],
    [
      'a context without entry',
      { currentContext: 'y' },
      'invalid configuration: context was not found for specified context: y',
    ],
    [
      'certificate files that are missing',
      { users: [{ name: 'u', clientCertificate: '/a.pem', clientKey: '/b.pem' }] },
      'invalid configuration: [unable to read client-cert /a.pem for u due to open /a.pem: no such file or directory, unable to read client-key /b.pem for u due to open /b.pem: no such file or directory]',
    ],
  ])('refuses %s', (_, over, error) => {
    expect(load(over)).toEqual({ ok: false, error });
  });

  it('says that a file is missing', () => {
    expect(loadRESTConfig(new Map(), '/etc/kubernetes/bootstrap-kubelet.conf')).toEqual({
      ok: false,
      error: 'stat /etc/kubernetes/bootstrap-kubelet.conf: no such file or directory',
    });
  });
});

describe('kubeconfigFromBootstrap', () => {
  const pair = { certificate: '/pki/c', key: '/pki/k' };

  it('takes over server and CA, never the token', () => {
    const written = kubeconfigFromBootstrap(
      { name: 'c', server: 'https://api', certificateAuthorityData: 'CA' },
      pair,
    );
    expect(written.clusters).toEqual([
      { name: 'default-cluster', server: 'https://api', certificateAuthorityData: 'CA' },
    ]);
    expect(written.users).toEqual([
      { name: 'default-auth', clientCertificate: '/pki/c', clientKey: '/pki/k' },
    ]);
    expect(written.currentContext).toBe('default-context');
  });

  it('prefers the path of the CA', () => {
    const written = kubeconfigFromBootstrap(
      { name: 'c', server: 's', certificateAuthority: '/ca', certificateAuthorityData: 'CA' },
      pair,
    );
    expect(written.clusters[0]).toEqual({
      name: 'default-cluster',
      server: 's',
      certificateAuthority: '/ca',
    });
  });
});
