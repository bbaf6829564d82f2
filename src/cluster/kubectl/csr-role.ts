/**
 * Finds the CertificateSigningRequest that a role means: the n-th that a node made for its client or its serving
 * certificate, or for either. Names such as `node-csr-…` hang on fresh keys, so that a scenario cannot know them.
 */
import type { CsrRole } from '../model/intents.ts';
import type { ApiObject, CertificateSigningRequest } from '../model/objects.ts';

/** By signerName where the release has it, else by the usages that a kubelet asks for. */
function servesPurpose(csr: CertificateSigningRequest, purpose: CsrRole['purpose']): boolean {
  if (purpose === undefined) return true;
  const { signerName, usages = [] } = csr.spec;
  const [signer, usage] =
    purpose === 'client'
      ? ['kubernetes.io/kube-apiserver-client-kubelet', 'client auth']
      : ['kubernetes.io/kubelet-serving', 'server auth'];
  return signerName === undefined || signerName === 'kubernetes.io/legacy-unknown'
    ? usages.includes(usage)
    : signerName === signer;
}

/** Those whose purpose fits; the node is told by the requested common name, which has to be read first. */
export function candidatesFor(
  items: readonly ApiObject[],
  role: CsrRole,
): readonly CertificateSigningRequest[] {
  return items.filter(
    (item): item is CertificateSigningRequest =>
      item.kind === 'CertificateSigningRequest' && servesPurpose(item, role.purpose),
  );
}

/** Oldest first; requests of one second by the version in which the list shows them, then by name. */
function byAge(a: CertificateSigningRequest, b: CertificateSigningRequest): number {
  const created = (csr: CertificateSigningRequest) => csr.metadata.creationTimestamp ?? '';
  if (created(a) !== created(b)) return created(a) < created(b) ? -1 : 1;
  const version = (csr: CertificateSigningRequest) => Number(csr.metadata.resourceVersion ?? 0);
  return version(a) - version(b) || (a.metadata.name < b.metadata.name ? -1 : 1);
}

/**
 * The request that the role means, or undefined where the node made none, or fewer.
 * @param commonNames requested common name of each candidate, by name of the object
 */
export function csrInRole(
  candidates: readonly CertificateSigningRequest[],
  commonNames: Readonly<Record<string, string | null>>,
  role: CsrRole,
): CertificateSigningRequest | undefined {
  const wanted = `system:node:${role.node}`;
  const own = candidates.filter((csr) => commonNames[csr.metadata.name] === wanted).sort(byAge);
  return role.ordinal === undefined ? own.at(-1) : own[role.ordinal - 1];
}
