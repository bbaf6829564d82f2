/** NodeRestriction: a node changes its own Node object and asks for its own certificates only. */
import {
  nodeRestrictionChecksCsrs,
  nodeRestrictionChecksLabels,
  nodeRestrictionWords,
} from '../../../releases/admission.ts';
import { goQuoted } from '../../model/go-text.ts';
import { commonNameOf } from '../../model/names.ts';
import { nodeOf } from '../authorization/node-identity.ts';
import { KUBELET_CLIENT_SIGNER, KUBELET_SERVING_SIGNER } from '../csr/kubelet-patterns.ts';
import { parseProblem } from '../csr/validation.ts';
import {
  ADMITTED,
  NOT_CONCERNED,
  refuse,
  type AdmissionRequest,
  type Plugin,
  type PluginAnswer,
} from './attributes.ts';

const GATE = 'AllowInsecureKubeletCertificateSigningRequests';
const RESTRICTED_LABELS = /(^|\.)node-restriction\.kubernetes\.io\//;

function foreignNode(node: string, requested: string, request: AdmissionRequest): PluginAnswer {
  switch (nodeRestrictionWords.at(request.release)) {
    case 'bare':
      return refuse(`node ${node} cannot modify node ${requested}`);
    case 'quoted':
      return refuse(`node ${goQuoted(node)} cannot modify node ${goQuoted(requested)}`);
    case 'notAllowed':
      return refuse(`node ${goQuoted(node)} is not allowed to modify node ${goQuoted(requested)}`);
  }
}

/** SIMPLIFIED: of the labels that a node may not set, only those under node-restriction.kubernetes.io are looked at. */
function restrictedLabels({ object, stored }: AdmissionRequest): readonly string[] {
  const labels = object?.metadata.labels ?? {};
  const before = stored?.metadata.labels ?? {};
  return Object.keys({ ...labels, ...before })
    .filter((label) => RESTRICTED_LABELS.test(label) && labels[label] !== before[label])
    .sort();
}

function admitNode(node: string, request: AdmissionRequest): PluginAnswer {
  const requested = request.name === '' ? (request.object?.metadata.name ?? '') : request.name;
  if (requested !== node) return foreignNode(node, requested, request);
  if (request.operation === 'DELETE' || !nodeRestrictionChecksLabels.at(request.release))
    return ADMITTED;
  const labels = restrictedLabels(request);
  if (labels.length === 0) return ADMITTED;
  return request.operation === 'CREATE'
    ? refuse(
        `node ${goQuoted(node)} is not allowed to set the following labels: ${labels.join(', ')}`,
      )
    : refuse(`is not allowed to modify labels: ${labels.join(', ')}`);
}

function admitCsr(node: string, request: AdmissionRequest): PluginAnswer {
  const { operation, subresource, object, csr, release, featureGates } = request;
  const off = !nodeRestrictionChecksCsrs.at(release) || (featureGates?.[GATE] ?? false);
  if (off || operation !== 'CREATE' || subresource !== '') return NOT_CONCERNED;
  const signer = object?.kind === 'CertificateSigningRequest' ? object.spec.signerName : undefined;
  if (!csr || (signer !== KUBELET_SERVING_SIGNER && signer !== KUBELET_CLIENT_SIGNER))
    return NOT_CONCERNED;
  if (!csr.ok) return refuse(`unable to parse csr: ${parseProblem(csr)}`);
  const own = `system:node:${node}`;
  return commonNameOf(csr.request.subject) === own
    ? ADMITTED
    : refuse(`can only create a node CSR with CN=${own}`);
}

/** plugin/pkg/admission/noderestriction/admission.go, Admit. */
export const nodeRestriction: Plugin = {
  name: 'NodeRestriction',
  phase: 'mutating',
  admit(request) {
    const node = nodeOf(request.user);
    if (node === undefined) return NOT_CONCERNED;
    if (node === '') {
      const { name } = request.user;
      const bare = nodeRestrictionWords.at(request.release) === 'bare';
      return refuse(`could not determine node from user ${bare ? name : goQuoted(name)}`);
    }
    if (request.resource === 'nodes') return admitNode(node, request);
    return request.resource === 'certificatesigningrequests'
      ? admitCsr(node, request)
      : NOT_CONCERNED;
  },
};
