import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { certificatesOf } from '../../../../src/cluster/kubelet/crypto.ts';
import { selfSignedTemplates } from '../../../../src/cluster/kubelet/serving/self-signed.ts';
import { createPki } from '../../../../src/pki/index.ts';
import type { Release } from '../../../../src/releases/release.ts';

const NOW = 1_795_325_703_400;

async function made(release: Release): Promise<readonly X509Certificate[]> {
  const pki = createPki({ crypto: globalThis.crypto });
  await pki.perform({ kind: 'generateKey', key: 'k', algorithm: 'rsa-2048' });
  const templates = selfSignedTemplates('Node-C', NOW, release, 'seed', 'k');
  const outcome = await pki.perform({ kind: 'selfSignedServing', key: 'k', ...templates });
  if (outcome.kind !== 'selfSignedServing') throw new Error(JSON.stringify(outcome));
  return certificatesOf(outcome.result.pem).map((pem) => new X509Certificate(pem));
}

describe('kubelet.crt', () => {
  it('is one certificate that signs itself up to 1.9', async () => {
    const [only, ...more] = await made('1.8');
    expect(more).toEqual([]);
    expect(only?.subject).toBe('CN=node-c@1795325703');
    expect(only?.issuer).toBe(only?.subject);
    expect(only?.ca).toBe(true);
    expect(only?.serialNumber).toBe('01');
    expect(only?.subjectAltName).toBe('DNS:node-c');
    expect(only?.validFrom).toBe('Nov 22 05:35:03 2026 GMT');
  });

  it('is a leaf and its throw-away CA from 1.10, an hour old from 1.12', async () => {
    const [leaf, ca] = await made('1.25');
    expect(leaf?.subject).toBe('CN=node-c@1795325703');
    expect(leaf?.issuer).toBe('CN=node-c-ca@1795325703');
    expect(leaf?.ca).toBe(false);
    expect(leaf?.verify(ca!.publicKey)).toBe(true);
    expect(leaf?.validFrom).toBe('Nov 22 04:35:03 2026 GMT');
    expect([leaf?.serialNumber, ca?.serialNumber]).toEqual(['02', '01']);
  });

  it('has random serial numbers from 1.28', async () => {
    const [leaf, ca] = await made('1.28');
    expect(leaf?.serialNumber).toMatch(/^[0-9A-F]{14,16}$/);
    expect(leaf?.serialNumber).not.toBe(ca?.serialNumber);
  });
});
