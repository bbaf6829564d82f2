import { describe, expect, it } from 'vitest';
import { NO_SUBJECT_ALT_NAMES } from '../../src/cluster/model/names.ts';
import { canDoCrypto, createPki } from '../../src/pki/index.ts';
import { implementations } from './implementations.ts';
import { leafTemplate, session } from './session.ts';

describe.each(implementations)('a session on %s', (_, crypto) => {
  it('makes another key for every name', async () => {
    const { ask } = session(crypto);
    const made = await Promise.all(
      ['a', 'b'].map((key) => ask('generateKey', { key, algorithm: 'ecdsa-p256' })),
    );
    expect(made[0]!.publicKey.spki).not.toBe(made[1]!.publicKey.spki);
  });

  it('makes other keys than another session, under the same name', async () => {
    const spki = async () =>
      (await session(crypto).ask('generateKey', { key: 'a', algorithm: 'ecdsa-p256' })).publicKey
        .spki;
    expect(await spki()).not.toBe(await spki());
  });

  it('a name stands for one key: branches of a log that share the ring ask for it again', async () => {
    const { ask } = session(crypto);
    const asked = [1, 2].map(() => ask('generateKey', { key: 'a', algorithm: 'ecdsa-p256' }));
    const [first, second] = await Promise.all(asked);
    expect(second).toEqual(first);
    await expect(ask('generateKey', { key: 'a', algorithm: 'ecdsa-p384' })).rejects.toThrow(
      'is there already',
    );
  });

  it.each([
    { kind: 'createCsr', key: 'none', subject: [], sans: NO_SUBJECT_ALT_NAMES },
    { kind: 'sign', key: 'none', context: '', transcript: '' },
    { kind: 'issue', issuerKey: 'none', template: leafTemplate() },
    { kind: 'digestName', key: 'none', over: 'publicKeyDer', parts: [] },
  ] as const)(
    '$kind with a key that is not there gives a failed outcome, no rejection',
    async (effect) => {
      const outcome = await createPki({ crypto }).perform(effect);
      expect(outcome).toEqual({
        kind: 'failed',
        of: effect.kind,
        message: 'there is no key "none"',
      });
    },
  );

  it('shows no private key in any outcome', async () => {
    const { pki, ask } = session(crypto);
    const outcomes = [
      await ask('generateKey', { key: 'a', algorithm: 'ecdsa-p256' }),
      await ask('createCsr', { key: 'a', subject: [], sans: NO_SUBJECT_ALT_NAMES }),
      await ask('issue', { issuerKey: 'a', template: leafTemplate() }),
      await ask('digestName', { key: 'a', over: 'privateKeyPem', parts: [] }),
      await ask('selfSignedServing', { key: 'b', leaf: leafTemplate() }),
    ];
    const text = JSON.stringify(outcomes);
    for (const key of ['a', 'b']) {
      const secret = (await pki.exportSec1(key)).split('\n')[1]!;
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain('PRIVATE KEY');
  });
});

describe('without a secure context', () => {
  it('there is no session, and one can ask before', () => {
    const bare = { getRandomValues: () => 0 } as unknown as Crypto;
    expect(canDoCrypto(bare)).toBe(false);
    expect(canDoCrypto(undefined)).toBe(false);
    expect(canDoCrypto(globalThis.crypto)).toBe(true);
    expect(() => createPki({ crypto: bare })).toThrow(
      'crypto.subtle is missing: this is no secure context',
    );
  });
});
