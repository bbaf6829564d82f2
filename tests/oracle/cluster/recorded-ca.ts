/** The recordings' CA: an RSA key of 2048 bits, subject O=k8s, CN=kubernetes-ca, in place of the one that kubeadm makes. */
import type { CryptoEffect, CryptoOutcome, PkiPort } from '../../../src/cluster/model/crypto.ts';
import type { PkiSession } from '../../../src/pki/index.ts';
import type { Name } from '../../../src/cluster/model/names.ts';

const SUBJECT: Name = [
  { type: 'O', value: 'k8s' },
  { type: 'CN', value: 'kubernetes-ca' },
];

const CA_KEY = 'control-plane/ca';

/** An RSA key takes a while: it is made once, and every cluster of a session has the same. */
async function caKey(pki: PkiSession): Promise<CryptoOutcome> {
  const publicKey = await pki.publicKey(CA_KEY).catch(() => undefined);
  if (publicKey) return { kind: 'generateKey', result: { publicKey } };
  return pki.perform({ kind: 'generateKey', key: CA_KEY, algorithm: 'rsa-2048' });
}

function asRecorded(pki: PkiSession, effect: CryptoEffect): Promise<CryptoOutcome> {
  if (effect.kind === 'generateKey' && effect.key === CA_KEY) return caKey(pki);
  return pki.perform(
    effect.kind === 'issue' && effect.template.basicConstraints === 'ca'
      ? { ...effect, template: { ...effect.template, subject: SUBJECT } }
      : effect,
  );
}

export const withRecordedCa = (pki: PkiSession): PkiPort => ({
  perform: (effect) => asRecorded(pki, effect),
});
