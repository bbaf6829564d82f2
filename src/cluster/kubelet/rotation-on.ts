import { backgroundBootstrap } from '../../releases/kubelet-bootstrap.ts';
import {
  clientRotationGate,
  clientRotationSwitch,
  servingBootstrapGate,
  servingBootstrapSwitch,
} from '../../releases/kubelet-flags.ts';
import type { NodeKubelet } from './node-kubelet.ts';

type Configured = Pick<NodeKubelet, 'spec' | 'release'>;

/** Whether this kubelet replaces its client certificate (cmd/kubelet/app/server.go, run; buildKubeletClientConfig). */
export function rotatesClientCertificate({ spec, release }: Configured): boolean {
  if (clientRotationSwitch.at(release) === 'none' || !spec.rotateCertificates) return false;
  const gate = clientRotationGate.at(release);
  const given = spec.featureGates['RotateKubeletClientCertificate'];
  return gate === 'locked' || gate === 'removed' || given !== false;
}

/** Whether it asks the API server for its serving certificate; it makes none for itself then. */
export function asksForServingCertificate({ spec, release }: Configured): boolean {
  const gate =
    spec.featureGates['RotateKubeletServerCertificate'] ?? servingBootstrapGate.at(release);
  switch (servingBootstrapSwitch.at(release)) {
    case 'none':
      return false;
    case 'gate':
      return gate;
    default:
      return gate && spec.serverTlsBootstrap;
  }
}

/** Whether it starts without a client certificate and asks for it while it runs. */
export const bootstrapsInBackground = (kubelet: Configured): boolean =>
  rotatesClientCertificate(kubelet) && backgroundBootstrap.at(kubelet.release);

/** Whether the certificate that a reaction is about has a manager that replaces it. */
export const rotates = (kubelet: NodeKubelet): boolean =>
  kubelet.purpose === 'client'
    ? rotatesClientCertificate(kubelet)
    : asksForServingCertificate(kubelet);
