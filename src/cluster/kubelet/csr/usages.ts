import { keyEncipherment } from '../../../releases/kubelet-requests.ts';
import type { Release } from '../../../releases/release.ts';
import type { KeyAlgorithm } from '../../model/crypto.ts';

export type CertificatePurpose = 'client' | 'serving';

/**
 * `spec.usages` that a kubelet asks for, in its order. From 1.27 `key encipherment` is for RSA keys alone, since an ECDSA
 * key cannot encipher (client-go util/certificate/certificate_manager.go, DefaultKubeletClientGetUsages).
 */
export function requestedUsages(
  purpose: CertificatePurpose,
  key: KeyAlgorithm,
  release: Release,
): readonly string[] {
  const enciphers = keyEncipherment.at(release) === 'everyKey' || key.startsWith('rsa-');
  return [
    'digital signature',
    ...(enciphers ? ['key encipherment'] : []),
    purpose === 'client' ? 'client auth' : 'server auth',
  ];
}
