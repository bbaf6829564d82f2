import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import type { KeyAlgorithm } from '../../src/cluster/model/crypto.ts';
import { implementations } from './implementations.ts';
import { openssl } from './openssl.ts';
import { session } from './session.ts';

// Making RSA keys takes as long as it takes on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.each(implementations)('private keys as files on %s', (_, crypto) => {
  const algorithms: readonly (readonly [KeyAlgorithm, string])[] = [
    ['ecdsa-p256', 'EC PRIVATE KEY'],
    ['ecdsa-p384', 'EC PRIVATE KEY'],
    ['ecdsa-p521', 'EC PRIVATE KEY'],
    ['rsa-2048', 'RSA PRIVATE KEY'],
    ['ed25519', 'PRIVATE KEY'],
  ];

  it.each(algorithms)(
    'a key %s stands in a block of type %s that OpenSSL and Node read',
    async (algorithm, type) => {
      const { pki, ask } = session(crypto);
      const { publicKey } = await ask('generateKey', { key: 'key', algorithm });
      const pem = await pki.exportSec1('key');
      expect(pem.startsWith(`${'-'.repeat(5)}BEGIN ${type}${'-'.repeat(5)}\n`)).toBe(true);
      const spki = createPublicKey(createPrivateKey(pem)).export({ format: 'der', type: 'spki' });
      expect(spki.toString('hex')).toBe(publicKey.spki);
      const checked = openssl(['pkey', '-check', '-noout', '-in', '@key.pem'], { 'key.pem': pem });
      expect(checked).toMatchObject({ ok: true, stdout: 'Key is valid\n' });
    },
  );

  it('an EC key has the very bytes that OpenSSL writes in that form', async () => {
    const { pki, ask } = session(crypto);
    await ask('generateKey', { key: 'key', algorithm: 'ecdsa-p256' });
    const pem = await pki.exportSec1('key');
    expect(openssl(['ec', '-in', '@key.pem'], { 'key.pem': pem }).stdout).toBe(pem);
    expect(pem).toHaveLength(227);
  });

  it.each(algorithms)('a key %s that is taken in again signs as before', async (algorithm) => {
    const { pki, ask } = session(crypto);
    const { publicKey } = await ask('generateKey', { key: 'key', algorithm });
    const again = session(crypto);
    expect(await again.pki.importKey('same', await pki.exportSec1('key'))).toEqual(publicKey);
    const { pem } = await again.ask('createCsr', {
      key: 'same',
      subject: [],
      sans: { dns: ['x'], ip: [], email: [], uri: [] },
    });
    expect(await ask('readCsr', { pem })).toMatchObject({
      ok: true,
      request: { publicKey, signatureValid: true },
    });
  });

  it('PKCS#8 is taken in too', async () => {
    const { pki } = session(crypto);
    const pem = openssl([
      'genpkey',
      '-algorithm',
      'EC',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
    ]).stdout;
    expect(await pki.importKey('key', pem)).toMatchObject({ algorithm: 'ecdsa-p256' });
  });

  it.each([
    ['no key', 'x', 'the text holds no private key'],
    [
      'a curve that is not supported',
      openssl(['ecparam', '-genkey', '-noout', '-name', 'secp256k1']).stdout,
      'is not supported',
    ],
    ['an RSA key that is too short', openssl(['genrsa', '1024']).stdout, 'is not supported'],
  ])('%s is refused', async (_, pem, message) => {
    await expect(session(crypto).pki.importKey('key', pem)).rejects.toThrow(message);
  });
});
