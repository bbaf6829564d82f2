/** What `kubectl certificate approve|deny` makes of a request (pkg/cmd/certificates/certificates.go, addConditionIfNeeded). */
import {
  contraryDecision,
  denyMessage,
  kubectlConditionStatus,
  repeatedDecision,
} from '../../releases/kubectl.ts';
import type { Release } from '../../releases/release.ts';
import type { CertificateSigningRequest, CsrCondition } from '../model/objects.ts';

export type CertificateVerb = 'approve' | 'deny';

export type Decision =
  | { readonly kind: 'send'; readonly csr: CertificateSigningRequest }
  /** Decided so already: printed as done, nothing is sent. */
  | { readonly kind: 'already' }
  | { readonly kind: 'refused'; readonly error: string };

const TYPE = { approve: 'Approved', deny: 'Denied' } as const;
const CONTRARY = { approve: 'Denied', deny: 'Approved' } as const;
const REASON = { approve: 'KubectlApprove', deny: 'KubectlDeny' } as const;

/** The condition that kubectl of a release writes. */
export function conditionOf(verb: CertificateVerb, now: string, release: Release): CsrCondition {
  const status = kubectlConditionStatus.at(release);
  const message =
    verb === 'approve'
      ? 'This CSR was approved by kubectl certificate approve.'
      : denyMessage.at(release);
  return {
    type: TYPE[verb],
    ...(status === 'absent' ? {} : { status }),
    reason: REASON[verb],
    message,
    lastUpdateTime: now,
  };
}

/** @param now the workstation's clock, RFC 3339 */
export function decide(
  csr: CertificateSigningRequest,
  verb: CertificateVerb,
  now: string,
  release: Release,
): Decision {
  const conditions = csr.status.conditions ?? [];
  const has = (type: string) => conditions.some((condition) => condition.type === type);
  if (contraryDecision.at(release) === 'refused' && has(CONTRARY[verb])) {
    const error = `error: certificate signing request "${csr.metadata.name}" is already ${CONTRARY[verb]}`;
    return { kind: 'refused', error };
  }
  if (has(TYPE[verb]))
    return repeatedDecision.at(release) === 'sent' ? { kind: 'send', csr } : { kind: 'already' };
  const status = { ...csr.status, conditions: [...conditions, conditionOf(verb, now, release)] };
  return { kind: 'send', csr: { ...csr, status } };
}
