/** What port 10250 shows where the kubelet asks nobody for a serving certificate: kubelet.crt and kubelet.key. */
import type { Fact } from '../../model/facts.ts';
import type { KubeletState } from '../../model/state/kubelet.ts';
import { asksForServingCertificate } from '../rotation-on.ts';
import { certificatesIn, keyIn, pemBlocksOf } from '../files.ts';
import { certificatesOf } from '../crypto.ts';
import type { NodeKubelet } from '../node-kubelet.ts';
import { selfSignedPaths } from '../paths.ts';

type Serving = NonNullable<KubeletState['serving']>;

function onDisk(kubelet: NodeKubelet): Serving | undefined {
  const paths = selfSignedPaths(kubelet);
  const chain = certificatesIn(pemBlocksOf(kubelet.files, paths.certificate) ?? []);
  const key = keyIn(pemBlocksOf(kubelet.files, paths.key) ?? []);
  return chain.length === 0 || key === undefined ? undefined : { chain, key };
}

/** The self-signed pair as this fact brings it: found at the start of the process, or just made. */
export function ownCertificate(kubelet: NodeKubelet, fact: Fact): Serving | undefined {
  if (asksForServingCertificate(kubelet)) return undefined;
  if (fact.type === 'process.started') return onDisk(kubelet);
  return fact.type === 'certificate.issued' &&
    fact.role === 'kubelet-self-signed' &&
    fact.key !== undefined
    ? { chain: certificatesOf(fact.pem), key: fact.key }
    : undefined;
}
