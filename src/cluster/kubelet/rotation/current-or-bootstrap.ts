/** What a certificate manager holds when it is made (client-go util/certificate/certificate_manager.go, getCurrentCertificateOrBootstrap). */
import { expiredAtStart } from '../../../releases/kubelet-rotation.ts';
import type { Release } from '../../../releases/release.ts';
import type { CertificateDetails } from '../../model/crypto.ts';
import type { Instant } from '../../model/instant.ts';

export interface ManagerStart<C> {
  readonly certificate: C | undefined;
  /** Rotate at once, whatever the deadline. */
  readonly forceRotation: boolean;
}

/**
 * The stored certificate; from 1.10 only while it has not expired. Else the one that the kubeconfig carries inline, which
 * is to be replaced at once; else none.
 * @param now what the host's clock shows
 */
export function currentOrBootstrap<C extends Pick<CertificateDetails, 'notAfter'>>(
  stored: C | undefined,
  inline: C | undefined,
  now: Instant,
  release: Release,
): ManagerStart<C> {
  const usable = stored && (expiredAtStart.at(release) === 'used' || now < stored.notAfter);
  if (usable) return { certificate: stored, forceRotation: false };
  return { certificate: inline, forceRotation: true };
}
