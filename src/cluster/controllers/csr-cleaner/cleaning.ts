/**
 * When csrcleaner removes a CertificateSigningRequest (pkg/controller/certificates/cleaner/cleaner.go). A time that was
 * never set is older than nothing: conditions that a server of 1.8 stored are never old.
 */
import {
  cleanerLogStyle,
  cleansApprovedUnissued,
  cleansFailed,
  undecodableCertificate,
} from '../../../releases/cleaners.ts';
import type { Release } from '../../../releases/release.ts';
import { goQuoted } from '../../model/go-text.ts';
import {
  goDuration,
  HOUR,
  parseRfc3339,
  type Duration,
  type Instant,
} from '../../model/instant.ts';
import type { CertificateSigningRequest } from '../../model/objects.ts';

export const CLEANER_CONSTANTS = {
  pollingInterval: HOUR,
  approvedExpiration: HOUR,
  deniedExpiration: HOUR,
  pendingExpiration: 24 * HOUR,
} as const;

/** End of the certificate in status, where there is one; `unreadable` where it does not parse. */
export type IssuedUntil = Instant | 'unreadable' | undefined;

interface Deadline {
  readonly after: Instant;
  readonly why: 'approved' | 'denied' | 'failed' | 'unhandled' | 'expired' | 'unissued';
}

function deadline(
  time: string | undefined,
  duration: Duration,
  why: Deadline['why'],
): readonly Deadline[] {
  const instant = time === undefined ? undefined : parseRfc3339(time);
  return instant === undefined ? [] : [{ after: instant + duration, why }];
}

function ofConditions(
  csr: CertificateSigningRequest,
  type: string,
  duration: Duration,
  why: Deadline['why'],
): readonly Deadline[] {
  const conditions = (csr.status.conditions ?? []).filter((condition) => condition.type === type);
  return conditions.flatMap((condition) => deadline(condition.lastUpdateTime, duration, why));
}

/** All that can make the request be removed, in the order in which the cleaner asks. */
function deadlines(
  csr: CertificateSigningRequest,
  until: IssuedUntil,
  release: Release,
): readonly Deadline[] {
  const { approvedExpiration, deniedExpiration, pendingExpiration } = CLEANER_CONSTANTS;
  const issued = Boolean(csr.status.certificate);
  const isApproved =
    csr.status.conditions?.some((condition) => condition.type === 'Approved') ?? false;
  const pending = (csr.status.conditions ?? []).length === 0;
  return [
    ...(issued ? ofConditions(csr, 'Approved', approvedExpiration, 'approved') : []),
    ...ofConditions(csr, 'Denied', deniedExpiration, 'denied'),
    ...(cleansFailed.at(release) ? ofConditions(csr, 'Failed', deniedExpiration, 'failed') : []),
    ...(pending ? deadline(csr.metadata.creationTimestamp, pendingExpiration, 'unhandled') : []),
    ...(isApproved && typeof until === 'number' ? [{ after: until, why: 'expired' } as const] : []),
    ...(!issued && cleansApprovedUnissued.at(release)
      ? ofConditions(csr, 'Approved', pendingExpiration, 'unissued')
      : []),
  ];
}

export type Cleaning =
  | { readonly kind: 'keep' }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'remove'; readonly message: string };

/** What the cleaner does with a request at one poll. */
export function cleaningOf(
  csr: CertificateSigningRequest,
  until: IssuedUntil,
  now: Instant,
  release: Release,
): Cleaning {
  if (until === 'unreadable' && undecodableCertificate.at(release) === 'error') {
    return {
      kind: 'error',
      error: 'expected the certificate associated with the CSR to be PEM encoded',
    };
  }
  const passed = deadlines(csr, until, release).find(({ after }) => now > after);
  return passed
    ? { kind: 'remove', message: removalLine(csr.metadata.name, passed.why, release) }
    : { kind: 'keep' };
}

/** The earliest instant after which the cleaner would remove the request, or undefined where it never would. */
export function cleanableAfter(
  csr: CertificateSigningRequest,
  until: IssuedUntil,
  release: Release,
): Instant | undefined {
  if (until === 'unreadable' && undecodableCertificate.at(release) === 'error') return undefined;
  const instants = deadlines(csr, until, release).map(({ after }) => after);
  return instants.length === 0 ? undefined : Math.min(...instants);
}

const STRUCTURED: Readonly<
  Record<
    Deadline['why'],
    readonly [string, 'approvedExpiration' | 'deniedExpiration' | 'pendingExpiration' | undefined]
  >
> = {
  approved: [
    'Cleaning CSR as it is more than approvedExpiration duration old and approved.',
    'approvedExpiration',
  ],
  denied: [
    'Cleaning CSR as it is more than deniedExpiration duration old and denied.',
    'deniedExpiration',
  ],
  failed: [
    'Cleaning CSR as it is more than deniedExpiration duration old and failed.',
    'deniedExpiration',
  ],
  unhandled: [
    'Cleaning CSR as it is more than pendingExpiration duration old and unhandled.',
    'pendingExpiration',
  ],
  expired: ['Cleaning CSR as the associated certificate is expired.', undefined],
  unissued: [
    'Cleaning CSR as it is approved but unissued for more than pendingExpiration duration.',
    'pendingExpiration',
  ],
};

function removalLine(csr: string, why: Deadline['why'], release: Release): string {
  const [text, constant] = STRUCTURED[why];
  if (cleanerLogStyle.at(release) === 'structured') {
    const tail =
      constant === undefined
        ? ''
        : ` ${constant}=${goQuoted(goDuration(CLEANER_CONSTANTS[constant]))}`;
    return `${goQuoted(text)} csr=${goQuoted(csr)}${tail}`;
  }
  if (constant === undefined)
    return `Cleaning CSR ${goQuoted(csr)} as the associated certificate is expired.`;
  return `Cleaning CSR ${goQuoted(csr)} as it is more than ${goDuration(CLEANER_CONSTANTS[constant])} old and ${why}.`;
}
