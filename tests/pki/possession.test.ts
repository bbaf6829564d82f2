import { createPublicKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { KeyAlgorithm } from '../../src/cluster/model/crypto.ts';
import { fromHex } from '../../src/cluster/model/base64.ts';
import { implementations } from './implementations.ts';
import { makeCa, session } from './session.ts';

// Making RSA keys takes as long as it takes on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const CONTEXT = 'TLS 1.3, client CertificateVerify';
const TRANSCRIPT = 'ab'.repeat(32);

describe.each(implementations)('proof of possession on %s', (_, crypto) => {
  const { ask } = session(crypto);
  const algorithms: readonly KeyAlgorithm[] = ['ecdsa-p256', 'ecdsa-p384', 'rsa-2048', 'ed25519'];

  describe.each(algorithms)('with a key %s', (algorithm) => {
    let certificate = '';
    let signature = '';
    beforeAll(async () => {
      certificate = await makeCa(ask, algorithm, {}, algorithm);
      ({ signature } = await ask('sign', {
        key: algorithm,
        context: CONTEXT,
        transcript: TRANSCRIPT,
      }));
    });

    const check = async (
      changes: Partial<Record<'context' | 'transcript' | 'signature', string>> = {},
    ) => {
      const proof = {
        certificate,
        context: CONTEXT,
        transcript: TRANSCRIPT,
        signature,
        ...changes,
      };
      return (await ask('verifySignature', proof)).valid;
    };

    it('verifies with the certificate of the key', async () => {
      expect(await check()).toBe(true);
    });

    it('does not verify over another transcript, context or signature', async () => {
      const last = signature.at(-1) === '0' ? '1' : '0';
      expect(await check({ transcript: 'ac'.repeat(32) })).toBe(false);
      expect(await check({ context: 'TLS 1.3, server CertificateVerify' })).toBe(false);
      expect(await check({ signature: signature.slice(0, -1) + last })).toBe(false);
      expect(await check({ signature: 'no hex' })).toBe(false);
      expect(await check({ signature: '' })).toBe(false);
    });
  });

  it("does not verify with another key's certificate", async () => {
    const other = await makeCa(ask, 'other');
    const { signature } = await ask('sign', {
      key: 'ecdsa-p256',
      context: CONTEXT,
      transcript: TRANSCRIPT,
    });
    const proof = { certificate: other, context: CONTEXT, transcript: TRANSCRIPT, signature };
    expect(await ask('verifySignature', proof)).toEqual({ valid: false });
  });

  it('signs what RFC 8446 section 4.4.3 says, as a DER signature that Node verifies', async () => {
    const { publicKey } = await ask('generateKey', { key: 'ecdsa-p256', algorithm: 'ecdsa-p256' });
    const { signature } = await ask('sign', {
      key: 'ecdsa-p256',
      context: CONTEXT,
      transcript: TRANSCRIPT,
    });
    const content = Buffer.concat([
      Buffer.alloc(64, 0x20),
      Buffer.from(CONTEXT),
      Buffer.from([0]),
      Buffer.from(TRANSCRIPT, 'hex'),
    ]);
    const key = createPublicKey({
      key: Buffer.from(publicKey.spki, 'hex'),
      format: 'der',
      type: 'spki',
    });
    expect(verify('sha256', content, key, fromHex(signature)!)).toBe(true);
  });

  it('a transcript that is no hex text breaks the operation', async () => {
    await expect(
      ask('sign', { key: 'ecdsa-p256', context: CONTEXT, transcript: 'xyz' }),
    ).rejects.toThrow('the transcript is no hex text');
  });
});
