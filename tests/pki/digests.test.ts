import { createHmac, X509Certificate, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromHex } from '../../src/cluster/model/base64.ts';
import { pemEncode } from '../../src/cluster/model/pem.ts';
import { digestName } from '../../src/pki/index.ts';
import { implementations } from './implementations.ts';
import { makeCa, session } from './session.ts';

/** A P-256 key whose private half is the numbers 1 to 32. */
const SCALAR = Array.from({ length: 32 }, (_, at) => (at + 1).toString(16).padStart(2, '0')).join(
  '',
);
const POINT =
  '04515c3d6eb9e396b904d3feca7f54fdcd0cc1e997bf375dca515ad0a6c3b4035f' +
  '4536be3a50f318fbf9a5475902a221502bef0d57e08c53b2cc0a56f17d9f9354';
const SEC1 = `30770201010420${SCALAR}a00a06082a8648ce3d030107a144034200${POINT}`;

const NODE = ['system:node:node-1', 'system:nodes'];

describe.each(implementations)('digests on %s', (_, crypto) => {
  const { pki, ask } = session(crypto);
  const pem = pemEncode('EC PRIVATE KEY', fromHex(SEC1)!);
  beforeAll(() => pki.importKey('fixed', pem));

  it('a key that is taken in is written as it was', async () => {
    expect(pem).toHaveLength(227);
    expect(await pki.exportSec1('fixed')).toBe(pem);
    expect((await pki.publicKey('fixed')).spki).toMatch(new RegExp(`${POINT}$`));
  });

  it.each([
    [
      '1.7 to 1.15',
      'privateKeyPem',
      ['digital signature', 'key encipherment', 'client auth'],
      '7RyD7krPBd6E_uXIsA-AxERdIbMWQfbYaVswN3GFfis',
    ],
    [
      '1.16 to 1.26',
      'publicKeyDer',
      ['digital signature', 'key encipherment', 'client auth'],
      'dKVPzKp25-CIp_9ssH31z1AfRCxW_gxPXmdKkjCswx8',
    ],
    [
      '1.27 and later',
      'publicKeyDer',
      ['digital signature', 'client auth'],
      'wMbktRAu-v1ErMUimLuhdu_nKGzEQS8hkm2gkRXbtuI',
    ],
  ] as const)('the name of a bootstrap request, %s', async (_, over, usages, name) => {
    const asked = await ask('digestName', { key: 'fixed', over, parts: [...NODE, ...usages] });
    expect(asked).toEqual({ name: `node-csr-${name}` });
  });

  it('HMAC-SHA256 in base64url', async () => {
    const wanted = createHmac('sha256', 'secret').update('päyload').digest('base64url');
    expect(await ask('hmac', { secret: 'secret', payload: 'päyload' })).toEqual({ mac: wanted });
  });

  it("the hash of a CA's public key", async () => {
    const ca = await makeCa(ask);
    const spki = new X509Certificate(ca).publicKey.export({ format: 'der', type: 'spki' });
    const hash = createHash('sha256').update(spki).digest('hex');
    expect(await ask('spkiHash', { pem: ca })).toEqual({ hash });
    await expect(ask('spkiHash', { pem: '' })).rejects.toThrow(
      'does not contain any valid RSA or ECDSA certificates',
    );
  });
});

describe('the name of a bootstrap request', () => {
  it("over the key of Kubernetes' own test request", async () => {
    const { ask } = session(globalThis.crypto);
    const pem = readFileSync(new URL('fixtures/kubelet-testdata.csr.pem', import.meta.url), 'utf8');
    const read = await ask('readCsr', { pem });
    const spki = read.ok ? fromHex(read.request.publicKey.spki)! : new Uint8Array();
    const usages = ['digital signature', 'key encipherment', 'client auth'];
    const name = digestName(spki, ['system:node:k-a-node-s36b', 'system:nodes', ...usages]);
    expect(name).toBe('node-csr-2MtQkKvcwWI1-B-ggCfW0UruHg2lOAt-LMZULto7iOg');
  });

  it('hangs on every part and on their order', () => {
    const key = Uint8Array.of(1);
    const names = [[], [''], ['a'], ['b'], ['a', 'b'], ['b', 'a'], ['ab'], ['a|b']].map((parts) =>
      digestName(key, parts),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
