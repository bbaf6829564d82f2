/** How kube-apiserver dials a kubelet: where, whom it trusts, what it shows (pkg/kubelet/client/kubelet_client.go). */
import {
  kubeadmAddressTypes,
  preferredAddressTypes,
} from '../../../releases/apiserver-to-kubelet.ts';
import type { Node } from '../../model/objects.ts';
import type { Credential, ServerTrust } from '../../model/requests.ts';
import type { ClusterState } from '../../model/state.ts';
import { apiServerRelease } from '../identity.ts';
import { preferredAddress, type ChosenAddress } from './preferred-address.ts';

/** --kubelet-port */
const DEFAULT_PORT = 10250;

/** The host to dial; in 1.4 the node's name, whatever its addresses. */
export function kubeletHost(state: ClusterState, node: Node): ChosenAddress {
  const release = apiServerRelease(state);
  const types =
    state.spec.controlPlane.apiServer.kubeletPreferredAddressTypes ??
    kubeadmAddressTypes.at(release) ??
    preferredAddressTypes.at(release);
  return types === undefined
    ? { ok: true, address: node.metadata.name }
    : preferredAddress(node, types, release);
}

export const kubeletPort = (node: Node): number =>
  node.status.daemonEndpoints?.kubeletEndpoint.Port ?? DEFAULT_PORT;

/**
 * Without --kubelet-certificate-authority, kubeadm's way, nothing of the kubelet's certificate is checked; with it chain,
 * time, usage and the dialled name are. There is nothing between.
 * SIMPLIFIED: the CA file is read at each dial, as releases from 1.24 on read it; older ones read it when they start.
 */
export function kubeletTrust(state: ClusterState): ServerTrust {
  const { host, apiServer } = state.spec.controlPlane;
  const path = apiServer.kubeletCertificateAuthority;
  if (path === undefined) return { roots: 'skip' };
  const file = state.hosts.get(host)?.files.get(path);
  const blocks = file?.type === 'file' && file.content.kind === 'pem' ? file.content.blocks : [];
  return {
    roots: blocks.flatMap((block) => ('certificate' in block ? [block.certificate] : [])),
  };
}

/** --kubelet-client-certificate, whether or not the kubelet is checked. */
export function kubeletCredential(state: ClusterState): Credential {
  const { kubeletClient } = state.apiServer;
  return kubeletClient ? { kind: 'clientCertificate', ...kubeletClient } : { kind: 'none' };
}
