/** Outcomes of cryptography, by what they were asked for. */
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import { kubeconfigCertificateRead } from './bootstrap.ts';
import { bootstrapKeyMade } from './bootstrap-key.ts';
import { clientCertificateRead } from './clients.ts';
import type { KubeletPurpose } from './crypto.ts';
import { rotationKeyMade } from './manager.ts';
import type { NodeKubelet } from './node-kubelet.ts';
import { requestMade, requestNamed } from './requesting.ts';
import { existingCertificateRead, existingRead } from './reusing.ts';
import { selfSignedKeyMade, selfSignedMade } from './self-signed-pair.ts';
import { selfSignedDone } from './start.ts';
import { issuedCertificateRead } from './storing.ts';

export function cryptoCompleted(
  kubelet: NodeKubelet,
  fact: Fact<FactOf<'crypto.completed'>>,
): readonly FactBody[] {
  const { outcome } = fact;
  const key = kubelet.memory.keyAsked ?? '';
  switch (fact.purpose.name as KubeletPurpose) {
    case 'selfSignedKey':
      return selfSignedKeyMade(kubelet, fact, key, outcome);
    case 'selfSigned':
      return [...selfSignedMade(kubelet, key, outcome), ...selfSignedDone(kubelet, fact)];
    case 'kubeconfigCertificate':
      return kubeconfigCertificateRead(kubelet, outcome);
    case 'bootstrapKey':
      return bootstrapKeyMade(kubelet, key, outcome);
    case 'rotationKey':
      return rotationKeyMade(kubelet, fact, key, outcome);
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
    case 'clientCertificate':
      return clientCertificateRead(kubelet, outcome);
  }
}
