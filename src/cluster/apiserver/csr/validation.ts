/** Validation of CertificateSigningRequests (pkg/apis/certificates/validation/validation.go). */
import { emptyBytesAreNil } from '../../../releases/api-texts.ts';
import {
  csrFields,
  csrValidation,
  requestErrorPath,
  requiredFieldDetail,
  v1beta1IsLenient,
} from '../../../releases/csr-api.ts';
import type { Release } from '../../../releases/release.ts';
import type { DecodedCsr } from '../../model/facts/apiserver.ts';
import { goVerificationError } from '../../model/go-text.ts';
import type { CertificateSigningRequest } from '../../model/objects.ts';
import {
  duplicate,
  forbiddenField,
  invalidField,
  notSupported,
  required,
  text,
  type FieldError,
} from '../field-error.ts';
import { metadataErrors, metadataUpdateErrors } from '../object-meta.ts';
import { certificateProblem, type ParsedCertificates } from './certificate.ts';
import { conditionErrors } from './conditions.ts';
import { LEGACY_UNKNOWN_SIGNER } from './kubelet-patterns.ts';
import { signerNameErrors } from './signer-name.ts';
import { LENIENT, STRICT, updateTolerances, type Tolerances } from './tolerances.ts';
import { removedOrAdded, sentCertificate } from './update-rules.ts';
import { KNOWN_USAGES } from './usages.ts';

/** Seconds; a certificate may not be asked for a shorter time. */
const MINIMUM_EXPIRATION_SECONDS = 600;

/** What cryptography found out for validation. */
export interface Findings {
  /** The request in spec; absent where it was checked when it was stored. */
  readonly csr?: DecodedCsr | undefined;
  /** The certificates in status. */
  readonly certificates?: ParsedCertificates;
}

/** Why a request cannot be read (ParseCSR): the block's type, or Go's own complaint about its content. */
export function parseProblem(decoded: Extract<DecodedCsr, { ok: false }>): string {
  return decoded.reason === 'notPem'
    ? 'PEM block type must be CERTIFICATE REQUEST'
    : decoded.detail;
}

/** What is wrong with the PKCS#10 request: its form, or its signature by its own key. */
export function requestProblem(decoded: DecodedCsr): string | undefined {
  if (!decoded.ok) return parseProblem(decoded);
  return decoded.request.signatureValid
    ? undefined
    : goVerificationError(decoded.request.publicKey.algorithm);
}

function requestErrors(
  object: CertificateSigningRequest,
  decoded: DecodedCsr | undefined,
  release: Release,
): readonly FieldError[] {
  const problem = decoded && requestProblem(decoded);
  if (problem === undefined) return [];
  const isNil = object.spec.request === '' && emptyBytesAreNil.at(release);
  const value = isNil ? undefined : object.spec.request;
  return [invalidField(requestErrorPath.at(release), { kind: 'bytes', value }, problem)];
}

function usageErrors(
  usages: readonly string[],
  tolerances: Tolerances,
  release: Release,
): readonly FieldError[] {
  const path = (index: number): string => `spec.usages[${index}]`;
  const missing =
    usages.length > 0
      ? []
      : [required('spec.usages', requiredFieldDetail.at(release) ? 'usages must be provided' : '')];
  const unknown = usages.flatMap((usage, index) =>
    KNOWN_USAGES.includes(usage) ? [] : [notSupported(path(index), usage, KNOWN_USAGES)],
  );
  const repeated = usages.flatMap((usage, index) =>
    usages.indexOf(usage) < index ? [duplicate(path(index), usage)] : [],
  );
  return [
    ...missing,
    ...(tolerances.allowUnknownUsages ? [] : unknown),
    ...(tolerances.allowDuplicateUsages ? [] : repeated),
  ];
}

function signerErrors(
  signerName: string,
  tolerances: Tolerances,
  release: Release,
): readonly FieldError[] {
  if (signerName === LEGACY_UNKNOWN_SIGNER && !tolerances.allowLegacySignerName) {
    return [
      invalidField(
        'spec.signerName',
        text(signerName),
        'the legacy signerName is not allowed via this API version',
      ),
    ];
  }
  return signerNameErrors(signerName, release);
}

function expirationErrors(seconds: number | undefined): readonly FieldError[] {
  if (seconds === undefined || seconds >= MINIMUM_EXPIRATION_SECONDS) return [];
  const detail = 'may not specify a duration less than 600 seconds (10 minutes)';
  return [invalidField('spec.expirationSeconds', { kind: 'number', value: seconds }, detail)];
}

function certificateErrors(
  pem: string,
  parsed: ParsedCertificates,
  tolerances: Tolerances,
): readonly FieldError[] {
  const problem = tolerances.allowArbitraryCertificate
    ? undefined
    : certificateProblem(pem, parsed);
  return problem === undefined
    ? []
    : [invalidField('status.certificate', text('<certificate data>'), problem)];
}

/** The rules for an object as a whole, whether it comes new or changed (validateCertificateSigningRequest). */
export function objectErrors(
  object: CertificateSigningRequest,
  findings: Findings,
  tolerances: Tolerances,
  release: Release,
): readonly FieldError[] {
  const depth = csrValidation.at(release);
  const { spec, status } = object;
  const basic = [
    ...metadataErrors(object.metadata),
    ...requestErrors(object, findings.csr, release),
  ];
  if (depth === 'request') return basic;
  const withUsages = [...basic, ...usageErrors(spec.usages ?? [], tolerances, release)];
  if (depth === 'requestAndUsages') return withUsages;
  const withSigner = [...withUsages, ...signerErrors(spec.signerName ?? '', tolerances, release)];
  if (depth === 'andSignerName') return withSigner;
  return [
    ...withSigner,
    ...(csrFields.at(release).expirationSeconds ? expirationErrors(spec.expirationSeconds) : []),
    ...conditionErrors(status.conditions ?? [], tolerances, release),
    ...certificateErrors(status.certificate ?? '', findings.certificates, tolerances),
  ];
}

/** Whether the version of an object is one whose clients do not know the strict rules. */
function isLenient(object: CertificateSigningRequest, release: Release): boolean {
  if (csrValidation.at(release) !== 'strict') return true;
  return object.apiVersion.endsWith('/v1beta1') && v1beta1IsLenient.at(release);
}

/** A new object, after defaults and the registry's own changes. */
export function createErrors(
  object: CertificateSigningRequest,
  findings: Findings,
  release: Release,
): readonly FieldError[] {
  return objectErrors(object, findings, isLenient(object, release) ? LENIENT : STRICT, release);
}

export type CsrSubresource = '' | 'status' | 'approval';

/**
 * A changed object, after the registry has put back what this way of updating may not change.
 * @param subresource the main resource is ''
 */
export function updateErrors(
  updated: CertificateSigningRequest,
  stored: CertificateSigningRequest,
  subresource: CsrSubresource,
  findings: Findings,
  release: Release,
): readonly FieldError[] {
  const tolerances = isLenient(updated, release) ? LENIENT : updateTolerances(updated, stored);
  const metadata = metadataUpdateErrors(updated.metadata, stored.metadata);
  const object = objectErrors(updated, findings, tolerances, release);
  if (csrValidation.at(release) !== 'strict') return [...object, ...metadata];
  const changes = [
    ...removedOrAdded(updated, stored, subresource).map((detail) =>
      forbiddenField('status.conditions', detail),
    ),
    ...sentCertificate(updated, stored, subresource, tolerances).map((detail) =>
      forbiddenField('status.certificate', detail),
    ),
  ];
  return [...object, ...changes, ...metadata];
}
