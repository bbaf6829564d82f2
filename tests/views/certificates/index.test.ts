import { describe, expect, it } from 'vitest';
import type { Fact, FactBody } from '../../../src/cluster/model/facts.ts';
import { certificatesView, type SeenCredential } from '../../../src/views/certificates/index.ts';
import { atEndOf, folded, recorded } from '../recorded.ts';

const ofKubelet = (seen: readonly SeenCredential[]) =>
  seen.filter(({ role }) => role === 'kubelet-client');

describe('keys, requests and certificates', () => {
  it('are those of the control plane first, and each key is named and not shown', async () => {
    const recording = await recorded('1.36');
    const { seen, ca } = atEndOf(certificatesView, recording, 'control-plane');
    expect(seen.map(({ kind, role }) => `${kind} ${role}`)).toEqual([
      'key ca',
      'key apiserver',
      'key apiserver-kubelet-client',
      'key admin',
      'certificate ca',
      'certificate apiserver',
      'certificate apiserver-kubelet-client',
      'certificate admin',
    ]);
    expect(ca).toContain('BEGIN CERTIFICATE');
    expect(JSON.stringify(seen)).not.toContain('PRIVATE KEY');
  });

  it('gives a request the name of its object, and what the server read in it', async () => {
    const recording = await recorded('1.11');
    const before = ofKubelet(atEndOf(certificatesView, recording, 'csr-sent').seen);
    expect(before.map(({ kind }) => kind)).toEqual(['key', 'request']);
    expect(before[1]).not.toHaveProperty('csr');
    const after = ofKubelet(atEndOf(certificatesView, recording, 'csr-pending').seen);
    expect(after[1]).toMatchObject({
      csr: expect.stringMatching(/^node-csr-/) as string,
      request: { signatureValid: true },
    });
    expect(after[1]).toHaveProperty('key', after[0]?.kind === 'key' ? after[0].key : '');
  });

  it('hands a certificate over when the kubelet installs it', async () => {
    const recording = await recorded('1.36');
    const signed = atEndOf(certificatesView, recording, 'certificate-signed').seen.at(-1);
    expect(signed).toMatchObject({
      kind: 'certificate',
      role: 'kubelet-client',
      owner: 'kube-controller-manager@control-plane',
      inUse: false,
    });
    const stored = atEndOf(certificatesView, recording, 'certificate-stored').seen.at(-1);
    expect(stored).toMatchObject({ id: signed?.id, owner: 'kubelet@node-1', inUse: true });
    expect(stored).toHaveProperty('csr', expect.stringMatching(/^csr-/));
  });

  it('numbers the downloads of a second certificate of a kind', async () => {
    const { log } = await recorded('1.36');
    const found = log.find((fact) => fact.type === 'certificate.installed')!;
    const again: FactBody = { ...found, pem: `${found.pem}\n` };
    const more: Fact = { ...again, seq: log.length, at: found.at };
    const { seen } = folded(certificatesView, [...log, more]);
    expect(seen.at(-1)).toMatchObject({ download: { fileName: 'kubelet-client-2.pem' } });
  });
});
