/** What v1beta1 fills in where a request says nothing (pkg/apis/certificates/v1beta1/defaults.go); v1 fills in nothing. */
import { csrFields, defaultSignerName, defaultUsages } from '../../../releases/csr-api.ts';
import type { Release } from '../../../releases/release.ts';
import type { DecodedCsr } from '../../model/facts/apiserver.ts';
import type {
  CertificateSigningRequest,
  CertificateSigningRequestSpec,
  CsrCondition,
} from '../../model/objects.ts';
import {
  isKubeletClientRequest,
  isKubeletServingRequest,
  KUBELET_CLIENT_SIGNER,
  KUBELET_SERVING_SIGNER,
  LEGACY_UNKNOWN_SIGNER,
} from './kubelet-patterns.ts';

interface SignerRule {
  readonly when: string;
  readonly signerName: string;
  readonly matches: (decoded: DecodedCsr, usages: readonly string[], release: Release) => boolean;
}

/** Tried in this order; the last one always matches. */
export const SIGNER_RULES: readonly SignerRule[] = [
  {
    when: 'request does not parse',
    signerName: LEGACY_UNKNOWN_SIGNER,
    matches: (decoded) => !decoded.ok,
  },
  {
    when: 'kubelet client pattern',
    signerName: KUBELET_CLIENT_SIGNER,
    matches: (decoded, usages, release) =>
      decoded.ok && isKubeletClientRequest(decoded.request, usages, release),
  },
  {
    when: 'kubelet serving pattern',
    signerName: KUBELET_SERVING_SIGNER,
    matches: (decoded, usages, release) =>
      decoded.ok && isKubeletServingRequest(decoded.request, usages, release),
  },
  { when: 'otherwise', signerName: LEGACY_UNKNOWN_SIGNER, matches: () => true },
];

/** DefaultSignerNameFromSpec: which signer a request is meant for, told from its content. */
export function signerNameFromContent(
  decoded: DecodedCsr,
  usages: readonly string[],
  release: Release,
): string {
  return (
    SIGNER_RULES.find(({ matches }) => matches(decoded, usages, release))?.signerName ??
    LEGACY_UNKNOWN_SIGNER
  );
}

function specDefaults(
  spec: CertificateSigningRequestSpec,
  decoded: DecodedCsr,
  release: Release,
): CertificateSigningRequestSpec {
  const usages = spec.usages ?? defaultUsages.at(release);
  const withUsages = usages === undefined ? spec : { ...spec, usages };
  if (!defaultSignerName.at(release) || spec.signerName !== undefined) return withUsages;
  return { ...withUsages, signerName: signerNameFromContent(decoded, usages ?? [], release) };
}

/** A condition without a status is true, as all conditions were before there was a status. */
export function conditionDefaults(condition: CsrCondition): CsrCondition {
  return condition.status === undefined || condition.status === ''
    ? { ...condition, status: 'True' }
    : condition;
}

export interface Defaulted {
  readonly object: CertificateSigningRequest;
  /** Paths of the fields that were filled in. */
  readonly defaulted: readonly string[];
}

function changedPaths(
  before: CertificateSigningRequestSpec,
  after: CertificateSigningRequestSpec,
): readonly string[] {
  return (['usages', 'signerName'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => `spec.${field}`);
}

/** Applies the defaults of the version in which the object was sent. */
export function defaultCsr(
  object: CertificateSigningRequest,
  decoded: DecodedCsr,
  release: Release,
): Defaulted {
  if (!object.apiVersion.endsWith('/v1beta1')) return { object, defaulted: [] };
  const spec = specDefaults(object.spec, decoded, release);
  const { conditions } = object.status;
  const withStatus = csrFields.at(release).conditionStatus && conditions !== undefined;
  const status = withStatus
    ? { ...object.status, conditions: conditions.map(conditionDefaults) }
    : object.status;
  return { object: { ...object, spec, status }, defaulted: changedPaths(object.spec, spec) };
}
