/** The papers of one node, as facts put them into their slots. */
import { parseBootstrapToken } from '../../cluster/model/bootstrap-token.ts';
import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import type { Kubeconfig } from '../../cluster/model/files.ts';
import type { CertificateSigningRequest } from '../../cluster/model/objects.ts';
import { requestPurpose } from '../request-purpose.ts';
import type { CertificatePaper, StageNode } from './model.ts';

type Slot = 'client' | 'serving';

function changePaper(node: StageNode, slot: Slot, change: Partial<CertificatePaper>): StageNode {
  return { ...node, [slot]: { ...node[slot], ...change } };
}

/** Token and CA of the bootstrap kubeconfig. */
function provisioned(node: StageNode, path: string, kubeconfig: Kubeconfig): StageNode {
  const token = kubeconfig.users[0]?.token;
  const pem = kubeconfig.clusters[0]?.certificateAuthorityData;
  const id = token === undefined ? undefined : parseBootstrapToken(token)?.id;
  return {
    ...node,
    token:
      token === undefined
        ? node.token
        : { state: 'held', token, path, ...(id === undefined ? {} : { id }) },
    ca: { state: 'trusted', path, ...(pem === undefined ? {} : { pem }) },
  };
}

/** A file of the node's host was written or removed. */
export function fileChanged(
  node: StageNode,
  fact: Fact<FactOf<'file.written' | 'file.removed'>>,
  bootstrapPath: string | undefined,
): StageNode {
  if (fact.path !== bootstrapPath) return node;
  if (fact.type === 'file.removed') return { ...node, token: { ...node.token, state: 'removed' } };
  const { node: file } = fact;
  return file.type === 'file' && file.content.kind === 'kubeconfig'
    ? provisioned(node, fact.path, file.content.kubeconfig)
    : node;
}

/** The kubelet asks for a certificate. One that it holds stays in its slot meanwhile. */
export function requested(node: StageNode, csr: CertificateSigningRequest): StageNode {
  const slot = requestPurpose(csr);
  if (slot === undefined) return node;
  return node[slot].state === 'held' ? node : changePaper(node, slot, { state: 'requested' });
}

/** The request was not taken, or was decided against. */
export function refused(node: StageNode, slot: Slot | undefined): StageNode {
  if (slot === undefined || node[slot].state === 'held') return node;
  return changePaper(node, slot, { state: 'refused' });
}

/** The node's CertificateSigningRequest lies in etcd, possibly with its certificate. */
export function requestStored(node: StageNode, csr: CertificateSigningRequest): StageNode {
  const slot = requestPurpose(csr);
  if (slot === undefined) return node;
  const named = changePaper(node, slot, { csr: csr.metadata.name });
  const signed = csr.status.certificate !== undefined && named[slot].state !== 'held';
  return signed ? changePaper(named, slot, { state: 'signed' }) : named;
}

export function installed(node: StageNode, fact: Fact<FactOf<'certificate.installed'>>): StageNode {
  const slot = fact.role === 'kubelet-client' ? 'client' : 'serving';
  const { pem, certificate } = fact;
  return changePaper(node, slot, { state: 'held', pem, certificate });
}

export function selfSigned(node: StageNode, fact: Fact<FactOf<'certificate.issued'>>): StageNode {
  const { pem, certificate } = fact;
  return changePaper(node, 'serving', { state: 'selfSigned', pem, certificate });
}

/** Which slot a CertificateSigningRequest of this name belongs to. */
export function slotOfCsr(node: StageNode, csr: string): Slot | undefined {
  if (node.client.csr === csr) return 'client';
  return node.serving.csr === csr ? 'serving' : undefined;
}
