import type { CertificateSigningRequestStatus } from './objects.ts';

/**
 * What kubectl shows in the column CONDITION: Denied wins over Approved, Failed is never shown alone
 * (pkg/printers/internalversion/printers.go, extractCSRStatus).
 */
export function csrCondition({ conditions, certificate }: CertificateSigningRequestStatus): string {
  const has = (type: string): boolean => conditions?.some((each) => each.type === type) ?? false;
  const decision = has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending';
  const failed = has('Failed') ? ',Failed' : '';
  return `${decision}${failed}${certificate ? ',Issued' : ''}`;
}
