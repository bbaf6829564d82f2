/** What the approver makes of a request for a serving certificate. The rules are those that careful operators keep. */
import type { RequestDetails } from '../model/crypto.ts';
import { commonNameOf, organizationsOf } from '../model/names.ts';
import type { CertificateSigningRequest, Node } from '../model/objects.ts';
import { KUBELET_SERVING_SIGNER } from '../model/serving-approver.ts';

const NODE_USER = 'system:node:';

/** A certificate that is used to serve, and by nobody else: what a kubelet asks for, with or without key encipherment. */
function hasServingUsages({ spec }: CertificateSigningRequest): boolean {
  const usages = new Set(spec.usages);
  usages.delete('key encipherment');
  return usages.size === 2 && usages.has('digital signature') && usages.has('server auth');
}

/** Whether the request is one for this approver. Releases without spec.signerName are told by the usages. */
export function isServingRequest(csr: CertificateSigningRequest): boolean {
  const { signerName } = csr.spec;
  return signerName === undefined ? hasServingUsages(csr) : signerName === KUBELET_SERVING_SIGNER;
}

/** It has neither a decision nor a certificate. */
export function isUndecided({ status }: CertificateSigningRequest): boolean {
  const decided = (status.conditions ?? []).some(
    ({ type }) => type === 'Approved' || type === 'Denied',
  );
  return !decided && !status.certificate;
}

/** The node that asks, by the user that kube-apiserver authenticated; undefined where it is none. */
export function askingNode({ spec }: CertificateSigningRequest): string | undefined {
  const { username = '', groups = [] } = spec;
  const name = username.startsWith(NODE_USER) ? username.slice(NODE_USER.length) : '';
  return name !== '' && groups.includes('system:nodes') ? name : undefined;
}

/** Why the request is not what a node asks for itself; undefined where it is. */
export function identityProblem(
  csr: CertificateSigningRequest,
  request: RequestDetails,
): string | undefined {
  if (askingNode(csr) === undefined) return `the requester ${csr.spec.username ?? ''} is no node`;
  const commonName = commonNameOf(request.subject);
  if (commonName !== csr.spec.username)
    return `the common name ${commonName} is not the requester's ${csr.spec.username ?? ''}`;
  const organizations = organizationsOf(request.subject);
  if (organizations.length !== 1 || organizations[0] !== 'system:nodes')
    return 'the organization is not system:nodes alone';
  if (!hasServingUsages(csr)) return 'the usages are not those of a serving certificate';
  const { dns, ip, email, uri } = request.sans;
  if (email.length + uri.length > 0) return 'e-mail addresses and URIs are not for nodes';
  return dns.length + ip.length === 0 ? 'there is no name and no address' : undefined;
}

/** The first name or address that the Node does not have, in words; undefined where it has them all. */
export function addressProblem(node: Node, request: RequestDetails): string | undefined {
  const own = new Set(node.status.addresses.map(({ address }) => address));
  const { dns, ip } = request.sans;
  const foreign = [...dns, ...ip].find((name) => !own.has(name));
  return foreign === undefined ? undefined : `${foreign} is no address of ${node.metadata.name}`;
}
