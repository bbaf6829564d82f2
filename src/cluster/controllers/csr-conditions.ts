/** What the conditions of a CertificateSigningRequest say to a controller. */
import type { CertificateSigningRequest, CsrCondition } from '../model/objects.ts';

/** Approved and Denied as they stand; nothing stops a request from being both before 1.19. */
export function decisionOf(conditions: readonly CsrCondition[] = []): {
  approved: boolean;
  denied: boolean;
} {
  const has = (type: string) => conditions.some((condition) => condition.type === type);
  return { approved: has('Approved'), denied: has('Denied') };
}

/**
 * Approved and not denied: a denial wins over any approval
 * (pkg/controller/certificates/certificate_controller_utils.go, IsCertificateRequestApproved).
 */
export function isApproved(conditions: readonly CsrCondition[] = []): boolean {
  const { approved, denied } = decisionOf(conditions);
  return approved && !denied;
}

/** The condition is there and is not said to be false: an absent status counts as True (HasTrueCondition). */
export function hasTrueCondition(conditions: readonly CsrCondition[] = [], type: string): boolean {
  return conditions.some(
    (condition) =>
      condition.type === type && (condition.status === undefined || condition.status === 'True'),
  );
}

export function withCondition(
  csr: CertificateSigningRequest,
  condition: CsrCondition,
): CertificateSigningRequest {
  const conditions = [...(csr.status.conditions ?? []), condition];
  return { ...csr, status: { ...csr.status, conditions } };
}
