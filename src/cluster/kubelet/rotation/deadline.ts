import type { CertificateDetails } from '../../model/crypto.ts';
import type { Duration, Instant } from '../../model/instant.ts';

/**
 * Between 70 % and 90 % of a lifetime (client-go util/certificate/certificate_manager.go, jitteryDuration:
 * wait.Jitter(total, 0.2) - 0.3 * total).
 * @param fraction uniform in [0, 1)
 */
export const jitteryDuration = (total: Duration, fraction: number): Duration =>
  total + fraction * 0.2 * total - total * 0.3;

/** When the certificate is to be replaced (nextRotationDeadline). Not rounded: the caller's clock has milliseconds. */
export function rotationDeadline(
  { notBefore, notAfter }: Pick<CertificateDetails, 'notBefore' | 'notAfter'>,
  fraction: number,
): Instant {
  return notBefore + jitteryDuration(notAfter - notBefore, fraction);
}

/** Up to 1.9 a boolean question of its own: is the deadline past? */
export const shouldRotate = (deadline: Instant, now: Instant): boolean => now > deadline;
