import { expect, it } from 'vitest';
import { createPki } from '../../src/pki/index.ts';
import { sharedRsaKeys } from '../../src/recordings/shared-rsa-keys.ts';

type Algorithm = 'rsa-2048' | 'ecdsa-p256';

/** Public keys that a run makes, in order. */
async function keysOf(crypto: Crypto, algorithms: readonly Algorithm[]): Promise<string[]> {
  const pki = createPki({ crypto });
  const made: string[] = [];
  for (const [index, algorithm] of algorithms.entries()) {
    const outcome = await pki.perform({ kind: 'generateKey', key: `k${index}`, algorithm });
    made.push(outcome.kind === 'generateKey' ? outcome.result.publicKey.spki : outcome.kind);
  }
  return made;
}

it('gives every run the same RSA keys, each once, and no other key twice', async () => {
  const cryptoOfRun = sharedRsaKeys(globalThis.crypto);
  const algorithms: readonly Algorithm[] = ['rsa-2048', 'ecdsa-p256', 'rsa-2048'];
  const first = await keysOf(cryptoOfRun(), algorithms);
  const second = await keysOf(cryptoOfRun(), algorithms);
  expect(second[0]).toBe(first[0]);
  expect(second[2]).toBe(first[2]);
  expect(first[0]).not.toBe(first[2]);
  expect(second[1]).not.toBe(first[1]);
});
