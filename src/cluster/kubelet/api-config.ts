/** What the kubelet dials and shows: for certificates, and for everything else. */
import type { Credential } from '../model/requests.ts';
import type { ClientConfig } from '../model/state/kubelet.ts';
import { loadCluster, loadRESTConfig } from './kubeconfig/load-rest-config.ts';
import type { NodeKubelet } from './node-kubelet.ts';

/** The certificate that the process holds, unless it has expired. */
export function heldCredential({ memory, now }: NodeKubelet): Credential | undefined {
  const held = memory.clientCertificate;
  if (!held || now > held.certificate.notAfter) return undefined;
  return { kind: 'clientCertificate', chain: [held.pem], key: held.key };
}

/** For requests as the node itself: the kubeconfig's server, and the certificate in memory where there is one. */
export function apiConfigOf(kubelet: NodeKubelet): ClientConfig | undefined {
  const credential = heldCredential(kubelet);
  if (!credential) {
    const config = loadRESTConfig(kubelet.files, kubelet.spec.kubeconfig);
    return config.ok ? config.value : undefined;
  }
  const cluster = loadCluster(kubelet.files, kubelet.spec.kubeconfig);
  return cluster.ok ? { ...cluster.value, credential } : undefined;
}

/**
 * For certificates: what the process runs with while that is a valid certificate, else what was chosen when it started
 * (cmd/kubelet/app/server.go, buildClientCertificateManager).
 */
export function certificateConfigOf(kubelet: NodeKubelet): ClientConfig | undefined {
  return heldCredential(kubelet) ? apiConfigOf(kubelet) : kubelet.memory.certificateConfig;
}
