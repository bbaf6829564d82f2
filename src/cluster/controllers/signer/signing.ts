/** The decisions of csrsigning about one CertificateSigningRequest, without the queue around them. */
import { conditionStatus } from '../../../releases/approver.ts';
import { controllersCsrVersion } from '../../../releases/controller-manager.ts';
import type { Release } from '../../../releases/release.ts';
import { refusedRequest, type SigningLoop } from '../../../releases/signer.ts';
import type { CertificateTemplate, RequestDetails } from '../../model/crypto.ts';
import type { DecodedCsr } from '../../model/facts/apiserver.ts';
import { rfc3339, type Duration, type Instant } from '../../model/instant.ts';
import type { CertificateSigningRequest } from '../../model/objects.ts';
import type { ResourceRequest } from '../../model/requests.ts';
import { hasTrueCondition, isApproved, withCondition } from '../csr-conditions.ts';
import { unparsableRequest } from '../csr-parsing.ts';
import { signingDuration } from './duration.ts';
import { certificateTemplate } from './template.ts';
import { requestProblem } from './validation.ts';
import { CONTROLLER_BACKDATE, CONTROLLER_SHORT } from './validity.ts';

/** What a signing loop works with. */
export interface SigningContext {
  readonly release: Release;
  /** The control plane's own clock. */
  readonly now: Instant;
  /** Most that a certificate may live: the flag. */
  readonly most: Duration;
  readonly caNotAfter: Instant;
  readonly serial: string;
  /** Five minutes unless a test says otherwise. */
  readonly backdate?: Duration;
}

export interface SigningDecision {
  readonly request: RequestDetails;
  readonly template: CertificateTemplate;
  readonly duration: Duration;
  readonly cappedBy?: 'ca' | 'maximum';
}

export type SigningVerdict =
  /** Not approved, denied, failed, or signed already. */
  | { readonly kind: 'notDue' }
  | { readonly kind: 'otherSigner' }
  /** 1.18: what the signer's rules refuse stays Approved for ever. */
  | { readonly kind: 'ignored'; readonly problem: string }
  /** 1.19+: PUT …/status with the Failed condition. */
  | { readonly kind: 'failed'; readonly problem: string; readonly csr: CertificateSigningRequest }
  /** An error of the pass: it is logged and tried again. */
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'sign'; readonly decision: SigningDecision };

/** Whether a signer has anything to do: approved, not denied, not failed, no certificate yet. */
export function isDueForSigning(csr: CertificateSigningRequest): boolean {
  const { conditions, certificate } = csr.status;
  return !certificate && isApproved(conditions) && !hasTrueCondition(conditions, 'Failed');
}

function failedCsr(
  csr: CertificateSigningRequest,
  problem: string,
  context: SigningContext,
): CertificateSigningRequest {
  const status = conditionStatus.at(context.release);
  return withCondition(csr, {
    type: 'Failed',
    ...(status === 'absent' ? {} : { status }),
    reason: 'SignerValidationFailure',
    message: problem,
    lastUpdateTime: rfc3339(context.now),
  });
}

/** One pass of a signing loop (pkg/controller/certificates/signer/signer.go, handle; cfssl_signer.go before 1.17). */
export function decideSigning(
  csr: CertificateSigningRequest,
  decoded: DecodedCsr,
  loop: SigningLoop,
  context: SigningContext,
): SigningVerdict {
  if (!isDueForSigning(csr)) return { kind: 'notDue' };
  const { signerName } = csr.spec;
  if (loop.signerNames !== 'any' && !loop.signerNames.includes(signerName ?? ''))
    return { kind: 'otherSigner' };
  if (!decoded.ok) return { kind: 'error', message: unparsableRequest(csr, decoded) };
  const rule = refusedRequest.at(context.release);
  const problem =
    rule === 'signedAnyway'
      ? undefined
      : requestProblem(signerName ?? '', decoded.request, csr.spec.usages ?? [], context.release);
  if (problem !== undefined && rule === 'ignored') return { kind: 'ignored', problem };
  if (problem !== undefined)
    return { kind: 'failed', problem, csr: failedCsr(csr, problem, context) };
  return signed(csr, decoded.request, context);
}

function signed(
  csr: CertificateSigningRequest,
  request: RequestDetails,
  context: SigningContext,
): SigningVerdict {
  const { release, now, most, caNotAfter, serial, backdate = CONTROLLER_BACKDATE } = context;
  const { expirationSeconds, usages = [] } = csr.spec;
  const duration = signingDuration(most, expirationSeconds, release);
  const policy = { now, duration, caNotAfter, backdate, short: CONTROLLER_SHORT, usages, serial };
  const made = certificateTemplate(request, policy, release);
  if (!made.ok) return { kind: 'error', message: `error auto signing csr: ${made.error}` };
  const cappedByMost = expirationSeconds !== undefined && expirationSeconds * 1000 > duration;
  const decision: SigningDecision = {
    request,
    template: made.template,
    duration,
    ...(made.cappedByCa ? { cappedBy: 'ca' } : cappedByMost ? { cappedBy: 'maximum' } : {}),
  };
  return { kind: 'sign', decision };
}

/** PUT …/status with what the signer has to say: a certificate or a condition. */
export function statusRequest(csr: CertificateSigningRequest, release: Release): ResourceRequest {
  return {
    kind: 'resource',
    verb: 'update',
    apiGroup: 'certificates.k8s.io',
    apiVersion: controllersCsrVersion.at(release),
    resource: 'certificatesigningrequests',
    subresource: 'status',
    name: csr.metadata.name,
    body: csr,
  };
}

export function withCertificate(
  csr: CertificateSigningRequest,
  pem: string,
): CertificateSigningRequest {
  return { ...csr, status: { ...csr.status, certificate: pem } };
}
