/** The decisions of csrapproving about one CertificateSigningRequest, without the queue around them. */
import {
  conditionStatus,
  notAllowed,
  reviewApiVersion,
  reviewCarriesUid,
} from '../../../releases/approver.ts';
import { controllersCsrVersion } from '../../../releases/controller-manager.ts';
import type { Release } from '../../../releases/release.ts';
import type { DecodedCsr } from '../../model/facts/apiserver.ts';
import type { CertificateSigningRequest, SubjectAccessReview } from '../../model/objects.ts';
import type { ResourceRequest } from '../../model/requests.ts';
import { decisionOf, withCondition } from '../csr-conditions.ts';
import { unparsableRequest } from '../csr-parsing.ts';
import type { Recognizer } from './recognizers.ts';

export type Inspection =
  /** It has a certificate or a decision. */
  | { readonly kind: 'settled' }
  /** An error of the pass: it is logged and tried again. */
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'notRecognized' }
  | { readonly kind: 'recognized'; readonly recognizers: readonly Recognizer[] };

/** Whether there is anything to approve: false once there is a certificate or a decision. */
export function isUndecided(csr: CertificateSigningRequest): boolean {
  const { approved, denied } = decisionOf(csr.status.conditions);
  return !csr.status.certificate && !approved && !denied;
}

/** Which of `candidates` match, in their order (pkg/controller/certificates/approver/sarapprove.go, handle). */
export function inspect(
  csr: CertificateSigningRequest,
  decoded: DecodedCsr,
  candidates: readonly Recognizer[],
): Inspection {
  if (!isUndecided(csr)) return { kind: 'settled' };
  if (!decoded.ok) return { kind: 'error', message: unparsableRequest(csr, decoded) };
  const recognizers = candidates.filter((candidate) => candidate.recognizes(csr, decoded.request));
  return recognizers.length === 0 ? { kind: 'notRecognized' } : { kind: 'recognized', recognizers };
}

/** The review that asks whether the requester may have what the recogniser stands for. */
export function reviewOf(
  csr: CertificateSigningRequest,
  recognizer: Recognizer,
  release: Release,
): SubjectAccessReview {
  const { username, uid, groups, extra } = csr.spec;
  return {
    apiVersion: `authorization.k8s.io/${reviewApiVersion.at(release)}`,
    kind: 'SubjectAccessReview',
    metadata: { name: '' },
    spec: {
      user: username ?? '',
      ...(uid !== undefined && reviewCarriesUid.at(release) ? { uid } : {}),
      ...(groups === undefined ? {} : { groups }),
      ...(extra === undefined ? {} : { extra }),
      resourceAttributes: recognizer.permission,
    },
  };
}

export function reviewRequest(
  csr: CertificateSigningRequest,
  recognizer: Recognizer,
  release: Release,
): ResourceRequest {
  return {
    kind: 'resource',
    verb: 'create',
    apiGroup: 'authorization.k8s.io',
    apiVersion: reviewApiVersion.at(release),
    resource: 'subjectaccessreviews',
    body: reviewOf(csr, recognizer, release),
  };
}

/** PUT …/approval with the Approved condition of the release. */
export function approvalRequest(
  csr: CertificateSigningRequest,
  recognizer: Recognizer,
  release: Release,
): ResourceRequest {
  const status = conditionStatus.at(release);
  return {
    kind: 'resource',
    verb: 'update',
    apiGroup: 'certificates.k8s.io',
    apiVersion: controllersCsrVersion.at(release),
    resource: 'certificatesigningrequests',
    subresource: 'approval',
    name: csr.metadata.name,
    body: withCondition(csr, {
      type: 'Approved',
      ...(status === 'absent' ? {} : { status }),
      reason: 'AutoApproved',
      message: recognizer.successMessage,
    }),
  };
}

export interface GivenUp {
  /** `nothing`: no error, no retry. `error`: logged at once and retried. `ignorable`: logged at -v=4 and retried. */
  readonly consequence: 'nothing' | 'error' | 'ignorable';
  readonly message: string;
}

export type AfterReview =
  | { readonly kind: 'approve'; readonly request: ResourceRequest }
  | { readonly kind: 'review'; readonly recognizer: Recognizer }
  | { readonly kind: 'gaveUp'; readonly outcome: GivenUp };

/**
 * What follows from the answer to one review.
 * @param recognized the recognisers that match, in order
 * @param index which of them the answer is for
 */
export function afterReview(
  csr: CertificateSigningRequest,
  recognized: readonly Recognizer[],
  index: number,
  allowed: boolean,
  release: Release,
): AfterReview {
  const asked = recognized[index];
  if (allowed && asked) return { kind: 'approve', request: approvalRequest(csr, asked, release) };
  const next = recognized[index + 1];
  if (next) return { kind: 'review', recognizer: next };
  return { kind: 'gaveUp', outcome: gaveUp(csr, recognized, release) };
}

function gaveUp(
  csr: CertificateSigningRequest,
  tried: readonly Recognizer[],
  release: Release,
): GivenUp {
  const names = tried.map(({ permission }) => permission.subresource).join(' ');
  return {
    consequence: notAllowed.at(release),
    message: `recognized csr "${csr.metadata.name}" as [${names}] but subject access review was not approved`,
  };
}
