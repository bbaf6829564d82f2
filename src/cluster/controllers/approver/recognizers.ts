/**
 * The recognisers of csrapproving, in the order in which they are tried
 * (pkg/controller/certificates/approver/sarapprove.go, recognizers).
 */
import {
  approverChecksSignerName,
  reviewedVersion,
  servingRecognizer,
  uriSubjectAltNames,
} from '../../../releases/approver.ts';
import type { Release } from '../../../releases/release.ts';
import type { RequestDetails } from '../../model/crypto.ts';
import { commonNameOf, organizationsOf } from '../../model/names.ts';
import type { CertificateSigningRequest, ResourceAttributes } from '../../model/objects.ts';
import { usagesMatch } from './usages.ts';

export type RecognizerName = 'selfnodeclient' | 'nodeclient' | 'selfnodeserver';

/** The parts of a CertificateSigningRequest that a recogniser looks at. */
export type Recognizable = Pick<CertificateSigningRequest, 'spec'>;

export interface Recognizer {
  readonly name: string;
  /** What the SubjectAccessReview asks for. */
  readonly permission: ResourceAttributes;
  /** Message of the Approved condition. */
  readonly successMessage: string;
  recognizes(csr: Recognizable, request: RequestDetails): boolean;
}

const KUBELET_CLIENT_SIGNER = 'kubernetes.io/kube-apiserver-client-kubelet';
const NODE_USER_PREFIX = 'system:node:';

/** Organization is `system:nodes` and nothing else, the common name begins with `system:node:`; the rest of it may be empty. */
export function hasNodeSubject(request: RequestDetails): boolean {
  const organizations = organizationsOf(request.subject);
  if (organizations.length !== 1 || organizations[0] !== 'system:nodes') return false;
  return commonNameOf(request.subject).startsWith(NODE_USER_PREFIX);
}

/** No DNS name, e-mail or IP address; from 1.17 no URI either. */
export function hasNoSubjectAltNames(request: RequestDetails, release: Release): boolean {
  const { dns, email, ip, uri } = request.sans;
  if (dns.length + email.length + ip.length > 0) return false;
  return uriSubjectAltNames.at(release) === 'ignored' || uri.length === 0;
}

function isNodeClient(csr: Recognizable, request: RequestDetails, release: Release): boolean {
  if (approverChecksSignerName.at(release) && csr.spec.signerName !== KUBELET_CLIENT_SIGNER)
    return false;
  return (
    hasNodeSubject(request) &&
    hasNoSubjectAltNames(request, release) &&
    usagesMatch('client', csr.spec.usages, release)
  );
}

function asksForItself(csr: Recognizable, request: RequestDetails): boolean {
  return csr.spec.username === commonNameOf(request.subject);
}

function isSelfNodeServer(csr: Recognizable, request: RequestDetails, release: Release): boolean {
  return (
    hasNodeSubject(request) &&
    request.sans.dns.length > 0 &&
    request.sans.ip.length > 0 &&
    usagesMatch('serving', csr.spec.usages, release) &&
    asksForItself(csr, request)
  );
}

const RECOGNIZES: Readonly<
  Record<RecognizerName, (csr: Recognizable, request: RequestDetails, release: Release) => boolean>
> = {
  selfnodeclient: (csr, request, release) =>
    asksForItself(csr, request) && isNodeClient(csr, request, release),
  nodeclient: isNodeClient,
  selfnodeserver: isSelfNodeServer,
};

const SUCCESS: Readonly<Record<RecognizerName, string>> = {
  selfnodeclient: 'Auto approving self kubelet client certificate after SubjectAccessReview.',
  nodeclient: 'Auto approving kubelet client certificate after SubjectAccessReview.',
  selfnodeserver: 'Auto approving self kubelet server certificate after SubjectAccessReview.',
};

function recognizer(name: RecognizerName, release: Release): Recognizer {
  const version = reviewedVersion.at(release);
  return {
    name,
    permission: {
      group: 'certificates.k8s.io',
      ...(version === '' ? {} : { version }),
      resource: 'certificatesigningrequests',
      subresource: name,
      verb: 'create',
    },
    successMessage: SUCCESS[name],
    recognizes: (csr, request) => RECOGNIZES[name](csr, request, release),
  };
}

/**
 * The recognisers of a release, in order.
 * @param featureGates those of kube-controller-manager; selfnodeserver needs RotateKubeletServerCertificate=true
 */
export function recognizers(
  release: Release,
  featureGates: Readonly<Record<string, boolean>> = {},
): readonly Recognizer[] {
  const serving =
    servingRecognizer.at(release) === 'gate' &&
    featureGates['RotateKubeletServerCertificate'] === true;
  const names: readonly RecognizerName[] = [
    'selfnodeclient',
    'nodeclient',
    ...(serving ? (['selfnodeserver'] as const) : []),
  ];
  return names.map((name) => recognizer(name, release));
}

/** Whether one recogniser of a release matches, by name. */
export function recognizes(
  name: RecognizerName,
  csr: Recognizable,
  request: RequestDetails,
  release: Release,
): boolean {
  return RECOGNIZES[name](csr, request, release);
}
