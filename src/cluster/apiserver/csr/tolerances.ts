/** What validation overlooks because it is stored already (getValidationOptions). */
import type { CertificateSigningRequest } from '../../model/objects.ts';
import { certificateProblem, type ParsedCertificates } from './certificate.ts';
import { LEGACY_UNKNOWN_SIGNER } from './kubelet-patterns.ts';
import { KNOWN_USAGES } from './usages.ts';

export interface Tolerances {
  readonly allowResettingCertificate: boolean;
  readonly allowBothApprovedAndDenied: boolean;
  readonly allowLegacySignerName: boolean;
  readonly allowDuplicateConditionTypes: boolean;
  readonly allowEmptyConditionType: boolean;
  readonly allowArbitraryCertificate: boolean;
  readonly allowDuplicateUsages: boolean;
  readonly allowUnknownUsages: boolean;
}

export const LENIENT: Tolerances = {
  allowResettingCertificate: true,
  allowBothApprovedAndDenied: true,
  allowLegacySignerName: true,
  allowDuplicateConditionTypes: true,
  allowEmptyConditionType: true,
  allowArbitraryCertificate: true,
  allowDuplicateUsages: true,
  allowUnknownUsages: true,
};

export const STRICT: Tolerances = {
  allowResettingCertificate: false,
  allowBothApprovedAndDenied: false,
  allowLegacySignerName: false,
  allowDuplicateConditionTypes: false,
  allowEmptyConditionType: false,
  allowArbitraryCertificate: false,
  allowDuplicateUsages: false,
  allowUnknownUsages: false,
};

const hasDuplicates = (values: readonly string[]): boolean => new Set(values).size < values.length;

/** Only the parts of an object that are looked at; conformance cases give no more. */
export type Judged = {
  readonly spec?: Partial<CertificateSigningRequest['spec']>;
  readonly status?: CertificateSigningRequest['status'];
};

function certificateIsTolerated(
  updated: Judged | undefined,
  stored: Judged,
  parsed: ParsedCertificates,
): boolean {
  const before = stored.status?.certificate ?? '';
  if (updated && (updated.status?.certificate ?? '') === before) return true;
  return certificateProblem(before, parsed) !== undefined;
}

/**
 * The tolerances for an update: whatever the stored object already breaks.
 * @param parsed how the certificates in the stored status parse; absent where only their PEM form is to be looked at
 */
export function updateTolerances(
  updated: Judged | undefined,
  stored: Judged,
  parsed?: ParsedCertificates,
): Tolerances {
  const conditions = (stored.status?.conditions ?? []).map(({ type }) => type);
  const usages = stored.spec?.usages ?? [];
  return {
    allowResettingCertificate: false,
    allowBothApprovedAndDenied: conditions.includes('Approved') && conditions.includes('Denied'),
    allowLegacySignerName: stored.spec?.signerName === LEGACY_UNKNOWN_SIGNER,
    allowDuplicateConditionTypes: hasDuplicates(conditions),
    allowEmptyConditionType: conditions.includes(''),
    allowArbitraryCertificate: certificateIsTolerated(updated, stored, parsed),
    allowDuplicateUsages: hasDuplicates(usages),
    allowUnknownUsages: usages.some((usage) => !KNOWN_USAGES.includes(usage)),
  };
}
