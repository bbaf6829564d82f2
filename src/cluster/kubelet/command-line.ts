import {
  bootstrapKubeconfigFlag,
  clientRotationSwitch,
  servingBootstrapSwitch,
} from '../../releases/kubelet-flags.ts';
import { kubeletServerSettings } from '../transport/kubelet-port.ts';
import type { NodeKubelet } from './node-kubelet.ts';

/**
 * The flags that this kubelet is started with, as its release spells them.
 *
 * SIMPLIFIED: from 1.11 kubeadm puts rotation, serverTLSBootstrap and the settings of port 10250 into a config file; here they
 * are flags wherever the release still takes them as flags.
 */
export function commandLine({
  spec,
  release,
}: Pick<NodeKubelet, 'spec' | 'release'>): readonly string[] {
  const gates = { ...gateOfRotation({ spec, release }), ...spec.featureGates };
  const gateList = Object.entries(gates).map(([name, on]) => `${name}=${on}`);
  return [
    'kubelet',
    ...(spec.bootstrapKubeconfig === ''
      ? []
      : [`${bootstrapKubeconfigFlag.at(release)}=${spec.bootstrapKubeconfig}`]),
    `--kubeconfig=${spec.kubeconfig}`,
    ...(spec.certDir === undefined ? [] : [`--cert-dir=${spec.certDir}`]),
    ...(spec.hostnameOverride === undefined
      ? []
      : [`--hostname-override=${spec.hostnameOverride}`]),
    ...(spec.nodeIp === undefined ? [] : [`--node-ip=${spec.nodeIp}`]),
    ...(spec.rotateCertificates && takesRotationFlag(release)
      ? ['--rotate-certificates=true']
      : []),
    ...(spec.serverTlsBootstrap && servingBootstrapSwitch.at(release) === 'flag'
      ? ['--rotate-server-certificates=true']
      : []),
    ...serverFlags({ spec, release }),
    ...(gateList.length === 0 ? [] : [`--feature-gates=${gateList.join(',')}`]),
    ...(spec.verbosity === 0 ? [] : [`--v=${spec.verbosity}`]),
  ];
}

/** Who may use port 10250; left out where the flags' own defaults hold. */
function serverFlags({ spec, release }: Pick<NodeKubelet, 'spec' | 'release'>): readonly string[] {
  const { clientCaFile, anonymousAuth, tokenWebhook, authorizationMode } = kubeletServerSettings({
    release,
    kubelet: spec,
  });
  return [
    ...(clientCaFile === undefined ? [] : [`--client-ca-file=${clientCaFile}`]),
    ...(anonymousAuth ? [] : ['--anonymous-auth=false']),
    ...(tokenWebhook ? ['--authentication-token-webhook=true'] : []),
    ...(authorizationMode === 'Webhook' ? ['--authorization-mode=Webhook'] : []),
  ];
}

const takesRotationFlag = (release: NodeKubelet['release']): boolean =>
  ['flag', 'field'].includes(clientRotationSwitch.at(release));

/** In 1.7 the feature gate is the switch. */
function gateOfRotation({
  spec,
  release,
}: Pick<NodeKubelet, 'spec' | 'release'>): Readonly<Record<string, boolean>> {
  return spec.rotateCertificates && clientRotationSwitch.at(release) === 'gate'
    ? { RotateKubeletClientCertificate: true }
    : {};
}
