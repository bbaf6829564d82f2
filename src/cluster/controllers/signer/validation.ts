/**
 * What each signer refuses (pkg/controller/certificates/signer/signer.go, getCSRVerificationFuncForSignerName;
 * pkg/apis/certificates/helpers.go, ValidateKubeletServingCSR, ValidateKubeletClientCSR). The order of the checks counts:
 * the first that fails is the one that is told.
 */
import type { Release } from '../../../releases/release.ts';
import { signerKeyEncipherment } from '../../../releases/signer.ts';
import type { RequestDetails } from '../../model/crypto.ts';
import { commonNameOf, organizationsOf } from '../../model/names.ts';

const CLIENT_USAGES = ['client auth', 'digital signature', 'key encipherment'] as const;
const SERVING_USAGES = ['digital signature', 'key encipherment', 'server auth'] as const;

function isOnlySystemNodes(request: RequestDetails): boolean {
  const organizations = organizationsOf(request.subject);
  return organizations.length === 1 && organizations[0] === 'system:nodes';
}

const isNodeName = (request: RequestDetails): boolean =>
  commonNameOf(request.subject).startsWith('system:node:');

function equalSets(wanted: readonly string[], given: ReadonlySet<string>): boolean {
  return wanted.length === given.size && wanted.every((usage) => given.has(usage));
}

/** @param wanted sorted, as the message prints them */
function usageProblem(
  wanted: readonly string[],
  usages: readonly string[],
  release: Release,
): string | undefined {
  const given = new Set(usages);
  if (equalSets(wanted, given)) return undefined;
  const shorter = wanted.filter((usage) => usage !== 'key encipherment');
  if (signerKeyEncipherment.at(release) === 'optional' && equalSets(shorter, given))
    return undefined;
  return `usages did not match [${wanted.join(' ')}]`;
}

function kubeletServing(
  request: RequestDetails,
  usages: readonly string[],
  release: Release,
): string | undefined {
  const { dns, ip, email, uri } = request.sans;
  if (!isOnlySystemNodes(request)) return 'subject organization is not system:nodes';
  if (dns.length + ip.length === 0) return 'DNS or IP subjectAltName is required';
  if (email.length > 0) return 'Email subjectAltNames are not allowed';
  if (uri.length > 0) return 'URI subjectAltNames are not allowed';
  const wrongUsages = usageProblem(SERVING_USAGES, usages, release);
  if (wrongUsages !== undefined) return wrongUsages;
  return isNodeName(request) ? undefined : 'subject common name does not begin with system:node:';
}

function kubeletClient(
  request: RequestDetails,
  usages: readonly string[],
  release: Release,
): string | undefined {
  const { dns, ip, email, uri } = request.sans;
  if (!isOnlySystemNodes(request)) return 'subject organization is not system:nodes';
  if (dns.length > 0) return 'DNS subjectAltNames are not allowed';
  if (email.length > 0) return 'Email subjectAltNames are not allowed';
  if (ip.length > 0) return 'IP subjectAltNames are not allowed';
  if (uri.length > 0) return 'URI subjectAltNames are not allowed';
  if (!isNodeName(request)) return 'subject common name does not begin with system:node:';
  return usageProblem(CLIENT_USAGES, usages, release);
}

function apiServerClient(usages: readonly string[]): string | undefined {
  const optional = ['digital signature', 'key encipherment'];
  const invalid = usages.find((usage) => usage !== 'client auth' && !optional.includes(usage));
  if (invalid !== undefined) return `invalid usage for client certificate: ${invalid}`;
  return usages.includes('client auth')
    ? undefined
    : 'missing required usage for client certificate: client auth';
}

/**
 * Why a signer refuses a request, in its own words; undefined where it does not.
 * @param signerName one of the four of Kubernetes; any other, and legacy-unknown, restricts nothing
 */
export function requestProblem(
  signerName: string,
  request: RequestDetails,
  usages: readonly string[],
  release: Release,
): string | undefined {
  switch (signerName) {
    case 'kubernetes.io/kubelet-serving':
      return kubeletServing(request, usages, release);
    case 'kubernetes.io/kube-apiserver-client-kubelet':
      return kubeletClient(request, usages, release);
    case 'kubernetes.io/kube-apiserver-client':
      return apiServerClient(usages);
    default:
      return undefined;
  }
}
