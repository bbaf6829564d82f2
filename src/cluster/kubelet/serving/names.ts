/** The names that a serving certificate is asked for (pkg/kubelet/kubelet.go, NewMainKubelet; from 1.12 pkg/kubelet/certificate/kubelet.go). */
import { servingAddressSource } from '../../../releases/kubelet-node.ts';
import { NO_SUBJECT_ALT_NAMES, type SubjectAltNames } from '../../model/names.ts';
import { nodeSubject } from '../csr/request-object.ts';
import { nodeObject } from '../node-object.ts';
import type { NodeKubelet } from '../node-kubelet.ts';
import type { Template } from '../rotation/template.ts';
import { servingTemplate } from './serving-template.ts';

/**
 * What the kubelet would ask for now; undefined while its Node has too little to be named by.
 * SIMPLIFIED: a host's addresses stay what they are, so that names can be missing, but never change while a kubelet runs.
 * SIMPLIFIED: from 1.12 a kubelet knows its addresses with its first attempt to register; here they are known once the
 * Node is there.
 */
export function wantedServing(kubelet: NodeKubelet): Template | undefined {
  const { node, release, memory, spec } = kubelet;
  const subject = nodeSubject(node);
  switch (servingAddressSource.at(release)) {
    case 'interfaces':
    case 'interfacesOrCloud':
      return { subject, sans: ofInterfaces(kubelet) };
    default: {
      const addresses = memory.registered ? (nodeObject(kubelet).status.addresses ?? []) : [];
      return servingTemplate(node, addresses, spec.featureGates, release);
    }
  }
}

/**
 * Up to 1.11: the host name, the value of --hostname-override beside it, and all addresses but loopback ones.
 * SIMPLIFIED: where that flag was not given, a real kubelet of these releases puts an empty name beside the host name; here
 * the host name stands alone.
 */
function ofInterfaces({ node, spec, state }: NodeKubelet): Template['sans'] {
  const ip = state.hosts.get(node)?.addresses ?? [];
  const dns = spec.hostnameOverride === undefined ? [node] : [node, spec.hostnameOverride];
  return { dns, ip: ip.filter((address) => address !== '127.0.0.1' && address !== '::1') };
}

export const servingNames = (kubelet: NodeKubelet): SubjectAltNames => ({
  ...NO_SUBJECT_ALT_NAMES,
  ...wantedServing(kubelet)?.sans,
});
