/** NotBefore and NotAfter of an issued certificate, with the CA's own end. */
import type { Release } from '../../../releases/release.ts';
import { caExpiry, expiredCaTextNamesTime, validityRule } from '../../../releases/signer.ts';
import {
  civil,
  HOUR,
  MINUTE,
  padded,
  SECOND,
  type Duration,
  type Instant,
} from '../../model/instant.ts';

export interface ValidityPolicy {
  readonly now: Instant;
  readonly duration: Duration;
  readonly caNotAfter: Instant;
  /** How far NotBefore lies in the past; the controllers use five minutes. */
  readonly backdate: Duration;
  /** Lifetimes below this are counted from now (1.22+); the controllers use eight hours. */
  readonly short: Duration;
}

export const CONTROLLER_BACKDATE: Duration = 5 * MINUTE;
export const CONTROLLER_SHORT: Duration = 8 * HOUR;

export type Validity =
  | {
      readonly ok: true;
      readonly notBefore: Instant;
      readonly notAfter: Instant;
      readonly cappedByCa: boolean;
    }
  | { readonly ok: false; readonly error: string };

/** A time as Go prints it with %v, in UTC and whole seconds. */
export function goTime(instant: Instant): string {
  const t = civil(instant);
  const date = `${padded(t.year, 4)}-${padded(t.month)}-${padded(t.day)}`;
  return `${date} ${padded(t.hour)}:${padded(t.minute)}:${padded(t.second)} +0000 UTC`;
}

/** X.509 times have whole seconds; Go cuts off the rest. */
const wholeSeconds = (instant: Instant): Instant => Math.floor(instant / SECOND) * SECOND;

/** vendor/github.com/cloudflare/cfssl/signer/signer.go @ v1.11.0, FillTemplate. */
function minuteRounded({ now, duration, caNotAfter }: ValidityPolicy, release: Release): Validity {
  const left = caNotAfter - now;
  const cuts = caExpiry.at(release) === 'shortensDuration';
  if (cuts && left <= 0)
    return { ok: false, error: `the signer has expired: ${goTime(caNotAfter)}` };
  const cappedByCa = cuts && left < duration;
  const notBefore = Math.round(now / MINUTE) * MINUTE - CONTROLLER_BACKDATE;
  return {
    ok: true,
    notBefore,
    notAfter: wholeSeconds(notBefore + (cappedByCa ? left : duration)),
    cappedByCa,
  };
}

/** pkg/controller/certificates/authority/{authority,policies}.go @ v1.21.1 and v1.22. */
function backdated(policy: ValidityPolicy, release: Release): Validity {
  const { now, duration, caNotAfter, backdate, short } = policy;
  const expired = caExpiryError(policy, release);
  if (expired !== undefined) return { ok: false, error: expired };
  const fromNow = validityRule.at(release) === 'shortFromNow' && duration < short;
  const end = fromNow ? now + duration : now + duration - backdate;
  const cappedByCa = end >= caNotAfter;
  return {
    ok: true,
    notBefore: wholeSeconds(now - backdate),
    notAfter: wholeSeconds(cappedByCa ? caNotAfter : end),
    cappedByCa,
  };
}

function caExpiryError(
  { now, caNotAfter, backdate }: ValidityPolicy,
  release: Release,
): string | undefined {
  if (now - backdate >= caNotAfter) return `the signer has expired: NotAfter=${goTime(caNotAfter)}`;
  if (now < caNotAfter) return undefined;
  const tail = expiredCaTextNamesTime.at(release) ? `: NotAfter=${goTime(caNotAfter)}` : '';
  return `refusing to sign a certificate that expired in the past${tail}`;
}

/** When a certificate that is issued now begins and ends, or why none is issued. Instants have whole seconds. */
export function certificateValidity(policy: ValidityPolicy, release: Release): Validity {
  return validityRule.at(release) === 'minuteRounded'
    ? minuteRounded(policy, release)
    : backdated(policy, release);
}
