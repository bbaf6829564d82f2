/** How long a certificate shall live, before the CA's own end is looked at. */
import type { Release } from '../../../releases/release.ts';
import { durationFlag, requestedDuration } from '../../../releases/signer.ts';
import { HOUR, MINUTE, SECOND, type Duration } from '../../model/instant.ts';

/** Twice the backdating: what is asked for below this is raised to it. */
const LEAST = 10 * MINUTE;

/** Value of the flag, or the 8760 h that releases without one are built with. */
export function flagDuration(flag: Duration, release: Release): Duration {
  return durationFlag.at(release) === 'none' ? 8760 * HOUR : flag;
}

/**
 * The lifetime that the signer goes by, in milliseconds. The cap is tested before the floor, so that a flag below ten
 * minutes wins (pkg/controller/certificates/signer/signer.go @ v1.22, signer.duration).
 * @param most value of the flag
 * @param expirationSeconds spec.expirationSeconds
 */
export function signingDuration(
  most: Duration,
  expirationSeconds: number | undefined,
  release: Release,
): Duration {
  if (expirationSeconds === undefined || requestedDuration.at(release) === 'unknown') return most;
  const asked = expirationSeconds * SECOND;
  if (asked > most) return most;
  return Math.max(asked, LEAST);
}
