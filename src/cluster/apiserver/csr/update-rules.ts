/** What an update may change in a CertificateSigningRequest, by the way it comes (validateCertificateSigningRequestUpdate). */
import { goQuoted } from '../../model/go-text.ts';
import type { CertificateSigningRequest, CsrCondition } from '../../model/objects.ts';
import { sameConditions } from './conditions.ts';
import type { Tolerances } from './tolerances.ts';

type Subresource = '' | 'status' | 'approval';

const of = (object: CertificateSigningRequest, type: string): readonly CsrCondition[] =>
  (object.status.conditions ?? []).filter((condition) => condition.type === type);

/** Decisions are never taken back; Approved and Denied are made through /approval only. */
export function removedOrAdded(
  updated: CertificateSigningRequest,
  stored: CertificateSigningRequest,
  subresource: Subresource,
): readonly string[] {
  const removed = ['Approved', 'Denied', 'Failed']
    .filter((type) => of(updated, type).length < of(stored, type).length)
    .map((type) => `updates may not remove a condition of type ${goQuoted(type)}`);
  if (subresource === 'approval') return removed;
  const touched = ['Approved', 'Denied'].flatMap((type) => {
    const [now, before] = [of(updated, type), of(stored, type)];
    if (now.length > before.length)
      return [`updates may not add a condition of type ${goQuoted(type)}`];
    const changed = now.length === before.length && !sameConditions(now, before);
    return changed
      ? [`updates may not modify a condition of type ${goQuoted(type)}\n${difference(before, now)}`]
      : [];
  });
  return [...removed, ...touched];
}

/** SIMPLIFIED: the difference between two lists of conditions is shown as JSON before and after, not as Go's reflective diff. */
function difference(before: readonly CsrCondition[], now: readonly CsrCondition[]): string {
  return `A: ${JSON.stringify(before)}\nB: ${JSON.stringify(now)}`;
}

/** A certificate comes through /status only, and stays as it is. */
export function sentCertificate(
  updated: CertificateSigningRequest,
  stored: CertificateSigningRequest,
  subresource: Subresource,
  tolerances: Tolerances,
): readonly string[] {
  const before = stored.status.certificate ?? '';
  if ((updated.status.certificate ?? '') === before) return [];
  if (subresource !== 'status') return ['updates may not set certificate content'];
  return tolerances.allowResettingCertificate || before === ''
    ? []
    : ['updates may not modify existing certificate content'];
}
