/** What a change of the awaited request means (client-go util/certificate/csr/csr.go, WaitForCertificate). */
import {
  changedUidEndsWait,
  deletedEndsWait,
  deniedText,
  failedEndsWait,
} from '../../../releases/kubelet-requests.ts';
import type { Release } from '../../../releases/release.ts';
import { goQuoted } from '../../model/go-text.ts';
import type { CertificateSigningRequest, CsrCondition } from '../../model/objects.ts';
import type { WatchEvent } from '../../model/requests.ts';
import { worded } from '../log.ts';

export type WaitVerdict =
  | { readonly kind: 'waiting'; readonly approved: boolean }
  | { readonly kind: 'issued'; readonly certificate: string }
  | { readonly kind: 'ended'; readonly error: string };

export interface Awaited {
  readonly name: string;
  readonly uid: string | undefined;
}

const WAITING: WaitVerdict = { kind: 'waiting', approved: false };
const FAILED = 'certificate signing request failed, reason: {reason}, message: {message}';

const ended = (text: string, { reason = '', message = '' }: CsrCondition): WaitVerdict => ({
  kind: 'ended',
  error: worded(text, { reason, message }),
});

/** The verdict on one event of the watch. Approval is not enough: the certificate must be there too. */
export function waitForCertificate(
  awaited: Awaited,
  event: WatchEvent['type'],
  object: CertificateSigningRequest,
  release: Release,
): WaitVerdict {
  if (event === 'DELETED') {
    return deletedEndsWait.at(release)
      ? { kind: 'ended', error: `csr ${goQuoted(awaited.name)} was deleted` }
      : WAITING;
  }
  if (awaited.uid !== undefined && object.metadata.uid !== awaited.uid) {
    return changedUidEndsWait.at(release)
      ? { kind: 'ended', error: `csr ${goQuoted(object.metadata.name)} changed UIDs` }
      : WAITING;
  }
  return failedEndsWait.at(release)
    ? allConditions(object, release)
    : firstThatDecides(object, release);
}

/** Up to 1.18 the conditions are gone through in their order, and the first that decides ends it. */
function firstThatDecides({ status }: CertificateSigningRequest, release: Release): WaitVerdict {
  const conditions = status.conditions ?? [];
  for (const condition of conditions) {
    if (condition.type === 'Denied') return ended(deniedText.at(release), condition);
    if (condition.type === 'Approved' && status.certificate !== undefined)
      return { kind: 'issued', certificate: status.certificate };
  }
  return { kind: 'waiting', approved: conditions.some(({ type }) => type === 'Approved') };
}

function allConditions({ status }: CertificateSigningRequest, release: Release): WaitVerdict {
  const conditions = status.conditions ?? [];
  for (const condition of conditions) {
    if (condition.type === 'Denied') return ended(deniedText.at(release), condition);
    if (condition.type === 'Failed') return ended(FAILED, condition);
  }
  if (!conditions.some(({ type }) => type === 'Approved')) return WAITING;
  return status.certificate
    ? { kind: 'issued', certificate: status.certificate }
    : { kind: 'waiting', approved: true };
}
