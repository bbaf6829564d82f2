import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Kubeconfig } from '../../../src/cluster/model/files.ts';
import { printFile } from '../../../src/views/disk/print.ts';

const config: Kubeconfig = {
  clusters: [
    {
      name: 'default-cluster',
      server: 'https://10.0.0.10:6443',
      certificateAuthority: '/etc/ca.crt',
    },
  ],
  users: [
    {
      name: 'default-auth',
      clientCertificate: '/var/lib/kubelet/pki/kubelet-client-current.pem',
      clientKey: '/var/lib/kubelet/pki/kubelet-client-current.pem',
    },
  ],
  contexts: [
    {
      name: 'default-context',
      cluster: 'default-cluster',
      user: 'default-auth',
      namespace: 'default',
    },
  ],
  currentContext: 'default-context',
};

const printed = (kubeconfig: Kubeconfig): string =>
  printFile({ kind: 'kubeconfig', kubeconfig })
    .map((block) => (block.kind === 'text' ? block.text : `<${block.key}>`))
    .join('');

describe('a kubeconfig', () => {
  it('is printed as client-go writes it', () => {
    expect(printed({ ...config, emptyFields: ['preferences', 'as-user-extra'] }))
      .toBe(`apiVersion: v1
clusters:
- cluster:
    certificate-authority: /etc/ca.crt
    server: https://10.0.0.10:6443
  name: default-cluster
contexts:
- context:
    cluster: default-cluster
    namespace: default
    user: default-auth
  name: default-context
current-context: default-context
kind: Config
preferences: {}
users:
- name: default-auth
  user:
    as-user-extra: null
    client-certificate: /var/lib/kubelet/pki/kubelet-client-current.pem
    client-key: /var/lib/kubelet/pki/kubelet-client-current.pem
`);
  });

  it('leaves out the empty fields that newer releases leave out', () => {
    expect(printed(config)).not.toMatch(/preferences|as-user-extra/);
  });

  it('holds the CA as base64 of its PEM', () => {
    const certificateAuthorityData =
      '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n';
    const text = printed({
      ...config,
      clusters: [{ name: 'c', server: 'https://x', certificateAuthorityData }],
    });
    const read = parse(text) as { clusters: { cluster: Record<string, string> }[] };
    expect(atob(read.clusters[0]!.cluster['certificate-authority-data']!)).toBe(
      certificateAuthorityData,
    );
  });

  it('quotes a token that would read as a number, and only such', () => {
    const withToken = (token: string) => printed({ ...config, users: [{ name: 'u', token }] });
    expect(withToken('123456.7890123456789012')).toContain('token: "123456.7890123456789012"');
    expect(withToken('07401b.f395accd246ae52d')).toContain('token: 07401b.f395accd246ae52d');
  });

  it('leaves a gap where a private key stands', () => {
    const text = printed({
      ...config,
      users: [{ name: 'admin', clientCertificateData: 'pem', clientKeyData: 'cp/admin' }],
    });
    expect(text).toContain('    client-key-data: <cp/admin>\n');
  });

  it('has a user without anything', () => {
    expect(printed({ ...config, users: [{ name: 'nobody' }] })).toContain(
      '- name: nobody\n  user: {}\n',
    );
  });
});

describe('a PEM file', () => {
  it('shows certificates and leaves a labelled gap for the key, in order', () => {
    const blocks = printFile({
      kind: 'pem',
      blocks: [{ certificate: 'CERT' }, { privateKey: 'k', label: 'EC PRIVATE KEY' }],
    });
    expect(blocks).toEqual([
      { kind: 'text', text: 'CERT' },
      { kind: 'privateKey', key: 'k', label: 'EC PRIVATE KEY', encoding: 'pem' },
    ]);
  });
});
