/** kube-apiserver and kube-controller-manager, started with kubeadm's flags (cmd/kubeadm/app/phases/controlplane/manifests.go). */
import { kubeadmAddressTypes } from '../../releases/apiserver-to-kubelet.ts';
import { bootstrapTokenFlag } from '../../releases/authentication.ts';
import { kubeadmControllers, kubeadmServiceAccountCredentials } from '../../releases/kubeadm.ts';
import type { FactBody } from '../model/facts.ts';
import { componentId } from '../model/requests.ts';
import { rollHex } from '../model/roll.ts';
import type { ClusterState } from '../model/state.ts';
import { PKI_DIRECTORY } from './paths.ts';

/** How kube-apiserver reaches kubelets. */
function kubeletFlags(state: ClusterState): readonly string[] {
  const { release, apiServer } = state.spec.controlPlane;
  const types = apiServer.kubeletPreferredAddressTypes ?? kubeadmAddressTypes.at(release);
  const ca = apiServer.kubeletCertificateAuthority;
  const pair = state.apiServer.kubeletClient
    ? [
        `--kubelet-client-certificate=${PKI_DIRECTORY}/apiserver-kubelet-client.crt`,
        `--kubelet-client-key=${PKI_DIRECTORY}/apiserver-kubelet-client.key`,
      ]
    : [];
  return [
    ...(ca === undefined ? [] : [`--kubelet-certificate-authority=${ca}`]),
    ...pair,
    ...(types === undefined ? [] : [`--kubelet-preferred-address-types=${types.join(',')}`]),
  ];
}

/** How kube-apiserver knows a node that has no certificate yet. */
function joinFlags(state: ClusterState): readonly string[] {
  const { release, apiServer } = state.spec.controlPlane;
  const flag = bootstrapTokenFlag.at(release);
  return [
    ...(apiServer.enableBootstrapTokenAuth && flag !== undefined ? [`${flag}=true`] : []),
    ...(apiServer.tokenAuthFile === undefined
      ? []
      : ['--token-auth-file=/etc/kubernetes/token.csv']),
  ];
}

function controllerManagerFlags(state: ClusterState): readonly string[] {
  const { release, controllerManager } = state.spec.controlPlane;
  const { approveAllKubeletCsrsForGroup: group, controllers } = controllerManager;
  return [
    `--cluster-signing-cert-file=${PKI_DIRECTORY}/ca.crt`,
    `--cluster-signing-key-file=${PKI_DIRECTORY}/ca.key`,
    ...(kubeadmControllers.at(release) === undefined
      ? []
      : [`--controllers=${controllers.join(',')}`]),
    ...(group === undefined
      ? []
      : [`--insecure-experimental-approve-all-kubelet-csrs-for-group=${group}`]),
    ...(kubeadmServiceAccountCredentials.at(release)
      ? ['--use-service-account-credentials=true']
      : []),
  ];
}

/** Service accounts whose tokens something in this cluster carries. */
const serviceAccounts = (state: ClusterState): readonly string[] => [
  'certificate-controller',
  'node-controller',
  'token-cleaner',
  ...(state.spec.metricsServer ? ['metrics-server'] : []),
];

/**
 * The last certificate is there: both components of the control plane start.
 *
 * SIMPLIFIED: up to 1.5 kubeadm lets kube-controller-manager call kube-apiserver in the clear, on 127.0.0.1:8080, where
 * nobody is asked for a credential; here it shows service account tokens in every release.
 */
export function startComponents(state: ClusterState): readonly FactBody[] {
  const { host, release, apiServer } = state.spec.controlPlane;
  const by = componentId('kubeadm', host);
  const tokens = serviceAccounts(state).map((serviceAccount): FactBody => ({
    type: 'serviceAccountToken.issued',
    by,
    serviceAccount,
    token: `sa.${rollHex(state.spec.seed, `token/${serviceAccount}`, 16)}`,
  }));
  return [
    ...tokens,
    {
      type: 'process.started',
      by: componentId('kube-apiserver', host),
      release,
      commandLine: [
        'kube-apiserver',
        `--authorization-mode=${apiServer.authorizationModes.join(',')}`,
        `--client-ca-file=${PKI_DIRECTORY}/ca.crt`,
        `--tls-cert-file=${PKI_DIRECTORY}/apiserver.crt`,
        `--tls-private-key-file=${PKI_DIRECTORY}/apiserver.key`,
        ...joinFlags(state),
        ...kubeletFlags(state),
      ],
    },
    {
      type: 'process.started',
      by: componentId('kube-controller-manager', host),
      release,
      commandLine: ['kube-controller-manager', ...controllerManagerFlags(state)],
    },
  ];
}
