/** Outcomes of cryptography, by what they were asked for. */
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import { kubeconfigCertificateRead } from './bootstrap.ts';
import { bootstrapKeyMade } from './bootstrap-key.ts';
import { storedClientRead } from './clients.ts';
import { purposeOf } from './crypto.ts';
import { rotationKeyMade } from './manager.ts';
import { seenBy, type NodeKubelet } from './node-kubelet.ts';
import { requestMade, requestNamed } from './requesting.ts';
import { existingCertificateRead, existingRead } from './reusing.ts';
import { resumedCertificateMade, resumedKeyMade } from './resuming.ts';
import { selfSignedKeyMade, selfSignedMade } from './self-signed-pair.ts';
import { storedServingRead } from './serving-manager.ts';
import { selfSignedDone } from './start.ts';
import { issuedCertificateRead } from './storing.ts';

export function cryptoCompleted(
  running: NodeKubelet,
  fact: Fact<FactOf<'crypto.completed'>>,
): readonly FactBody[] {
  const { outcome } = fact;
  const { name, purpose } = purposeOf(fact.purpose.name);
  const kubelet = seenBy(running, purpose);
  const key = kubelet.memory.keyAsked ?? '';
  switch (name) {
    case 'selfSignedKey':
      return selfSignedKeyMade(kubelet, fact, key, outcome);
    case 'selfSigned':
      return [...selfSignedMade(kubelet, key, outcome), ...selfSignedDone(kubelet)];
    case 'kubeconfigCertificate':
      return kubeconfigCertificateRead(kubelet, outcome);
    case 'bootstrapKey':
      return bootstrapKeyMade(kubelet, key, outcome);
    case 'rotationKey':
      return rotationKeyMade(kubelet, fact, outcome);
    case 'requestName':
      return requestNamed(kubelet, fact, outcome);
    case 'request':
      return requestMade(kubelet, fact, outcome);
    case 'foundRequest':
      return existingRead(kubelet, fact);
    case 'foundCertificate':
      return existingCertificateRead(kubelet, outcome);
    case 'issuedCertificate':
      return issuedCertificateRead(kubelet, outcome);
    case 'storedCertificate':
      return purpose === 'client'
        ? storedClientRead(kubelet, fact, outcome)
        : storedServingRead(kubelet, outcome);
    case 'resumedKey':
      return resumedKeyMade(kubelet, fact, outcome);
    case 'resumedCertificate':
      return resumedCertificateMade(kubelet, outcome);
  }
}
