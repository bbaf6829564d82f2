/** Whether a request has the content of one that a kubelet makes (pkg/apis/certificates/helpers.go). */
import { kubeletUsagesWithoutKeyEncipherment } from '../../../releases/csr-api.ts';
import type { Release } from '../../../releases/release.ts';
import type { RequestDetails } from '../../model/crypto.ts';
import { commonNameOf, organizationsOf } from '../../model/names.ts';

export const KUBELET_CLIENT_SIGNER = 'kubernetes.io/kube-apiserver-client-kubelet';
export const KUBELET_SERVING_SIGNER = 'kubernetes.io/kubelet-serving';
export const KUBE_APISERVER_CLIENT_SIGNER = 'kubernetes.io/kube-apiserver-client';
export const LEGACY_UNKNOWN_SIGNER = 'kubernetes.io/legacy-unknown';

const sameSet = (usages: readonly string[], wanted: readonly string[]): boolean => {
  const set = new Set(usages);
  return set.size === wanted.length && wanted.every((usage) => set.has(usage));
};

/** Key encipherment may be missing from 1.27 on: it makes no sense with a key that is not RSA. */
function kubeletUsages(usages: readonly string[], purpose: string, release: Release): boolean {
  const full = ['digital signature', 'key encipherment', purpose];
  return (
    sameSet(usages, full) ||
    (kubeletUsagesWithoutKeyEncipherment.at(release) &&
      sameSet(usages, ['digital signature', purpose]))
  );
}

/** Subject of a node: the one organization system:nodes and a common name that begins with system:node:. */
function nodeSubject({ subject }: RequestDetails): boolean {
  const organizations = organizationsOf(subject);
  return (
    organizations.length === 1 &&
    organizations[0] === 'system:nodes' &&
    commonNameOf(subject).startsWith('system:node:')
  );
}

/** ValidateKubeletClientCSR without its error. */
export function isKubeletClientRequest(
  request: RequestDetails,
  usages: readonly string[],
  release: Release,
): boolean {
  const { dns, ip, email, uri } = request.sans;
  const noNames = [dns, ip, email, uri].every(({ length }) => length === 0);
  return nodeSubject(request) && noNames && kubeletUsages(usages, 'client auth', release);
}

/** ValidateKubeletServingCSR without its error. */
export function isKubeletServingRequest(
  request: RequestDetails,
  usages: readonly string[],
  release: Release,
): boolean {
  const { dns, ip, email, uri } = request.sans;
  const named = dns.length + ip.length > 0 && email.length + uri.length === 0;
  return nodeSubject(request) && named && kubeletUsages(usages, 'server auth', release);
}
