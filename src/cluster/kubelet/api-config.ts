/** What the kubelet dials and shows: for certificates, and for everything else. */
import { backgroundBootstrap } from '../../releases/kubelet-bootstrap.ts';
import { expiredInMemory } from '../../releases/kubelet-rotation.ts';
import type { Credential } from '../model/requests.ts';
import type { ClientConfig } from '../model/state/kubelet.ts';
import { loadCluster, loadRESTConfig } from './kubeconfig/load-rest-config.ts';
import { position } from './moves.ts';
import type { NodeKubelet } from './node-kubelet.ts';
import { rotatesClientCertificate } from './rotation-on.ts';

/** The certificate that the process holds; from 1.14 on none once it has expired by the host's clock. */
export function heldCredential({ memory, now, release }: NodeKubelet): Credential | undefined {
  const held = memory.clientCertificate;
  if (!held) return undefined;
  if (now > held.certificate.notAfter && expiredInMemory.at(release) === 'none') return undefined;
  return { kind: 'clientCertificate', chain: [held.pem], key: held.key };
}

/**
 * What was shown on the connection that stands: requests share it, whatever has become the current certificate since
 * (HTTP/2). That is why the kubelet has to close connections after a rotation.
 */
function shownAlready({ state, by }: NodeKubelet): Credential | undefined {
  return (state.openConnections.get(by) ?? [])
    .map((id) => state.connections.get(id))
    .find(
      (found) => found?.stage === 'established' && found.credential.kind === 'clientCertificate',
    )?.credential;
}

/**
 * Up to 1.13 a manager asks through the transport that it feeds: without a certificate, say because the stored one had
 * expired at the start, it asks as system:anonymous (pkg/kubelet/certificate/transport.go, GetClientCertificate).
 */
const asksWithoutCertificate = (kubelet: NodeKubelet): boolean =>
  rotatesClientCertificate(kubelet) &&
  !backgroundBootstrap.at(kubelet.release) &&
  ['done', 'kubeconfigValid'].includes(position(kubelet, 'bootstrap').value);

/** For requests as the node itself: the kubeconfig's server, and the certificate in memory where there is one. */
export function apiConfigOf(kubelet: NodeKubelet): ClientConfig | undefined {
  const held = heldCredential(kubelet);
  const anonymous = hasExpired(kubelet) || asksWithoutCertificate(kubelet);
  const credential: Credential | undefined =
    shownAlready(kubelet) ?? held ?? (anonymous ? { kind: 'none' } : undefined);
  if (!credential) {
    const config = loadRESTConfig(kubelet.files, kubelet.spec.kubeconfig);
    return config.ok ? config.value : undefined;
  }
  const cluster = loadCluster(kubelet.files, kubelet.spec.kubeconfig);
  return cluster.ok ? { ...cluster.value, credential } : undefined;
}

const hasExpired = ({ memory }: NodeKubelet): boolean => memory.clientCertificate !== undefined;

/**
 * For certificates: what the process runs with while that is a valid certificate, else what was chosen when it started:
 * the bootstrap kubeconfig, or its own, whose files are read anew (cmd/kubelet/app/server.go,
 * buildClientCertificateManager).
 */
export function certificateConfigOf(kubelet: NodeKubelet): ClientConfig | undefined {
  if (kubelet.purpose === 'serving' || heldCredential(kubelet)) return apiConfigOf(kubelet);
  if (asksWithoutCertificate(kubelet)) return apiConfigOf(kubelet);
  if (position(kubelet, 'bootstrap').value !== 'kubeconfigValid')
    return kubelet.memory.certificateConfig;
  const config = loadRESTConfig(kubelet.files, kubelet.spec.kubeconfig);
  return config.ok ? config.value : undefined;
}
