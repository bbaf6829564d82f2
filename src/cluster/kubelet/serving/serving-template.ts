import { servingNeeds } from '../../../releases/kubelet-node.ts';
import type { Release } from '../../../releases/release.ts';
import { nodeSubject } from '../csr/request-object.ts';
import type { Template } from '../rotation/template.ts';
import { addressesToSANs } from './addresses-to-sans.ts';

/**
 * What a serving certificate would be asked for; undefined while the Node has too little to be named by
 * (pkg/kubelet/certificate/kubelet.go, newGetTemplateFn).
 */
export function servingTemplate(
  node: string,
  addresses: readonly { readonly type: string; readonly address: string }[],
  featureGates: Readonly<Record<string, boolean>>,
  release: Release,
): Template | undefined {
  const sans = addressesToSANs(addresses);
  const nameIsEnough =
    servingNeeds.at(release) === 'nameOrAddress' || featureGates['AllowDNSOnlyNodeCSR'] === true;
  const enough = sans.ip.length > 0 || (nameIsEnough && sans.dns.length > 0);
  return enough ? { subject: nodeSubject(node), sans } : undefined;
}
