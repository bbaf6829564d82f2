/** kube-apiserver and kube-controller-manager, started with kubeadm's flags (cmd/kubeadm/app/phases/controlplane/manifests.go). */
import { kubeadmAddressTypes } from '../../releases/apiserver-to-kubelet.ts';
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

/** Service accounts whose tokens something in this cluster carries. */
const serviceAccounts = (state: ClusterState): readonly string[] => [
  'certificate-controller',
  'node-controller',
  'token-cleaner',
  ...(state.spec.metricsServer ? ['metrics-server'] : []),
];

/** The last certificate is there: both components of the control plane start. */
export function startComponents(state: ClusterState): readonly FactBody[] {
  const { host, release, apiServer, controllerManager } = state.spec.controlPlane;
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
        ...(apiServer.enableBootstrapTokenAuth ? ['--enable-bootstrap-token-auth=true'] : []),
        ...(apiServer.tokenAuthFile === undefined
          ? []
          : ['--token-auth-file=/etc/kubernetes/token.csv']),
        ...kubeletFlags(state),
      ],
    },
    {
      type: 'process.started',
      by: componentId('kube-controller-manager', host),
      release,
      commandLine: [
        'kube-controller-manager',
        `--cluster-signing-cert-file=${PKI_DIRECTORY}/ca.crt`,
        `--cluster-signing-key-file=${PKI_DIRECTORY}/ca.key`,
        `--controllers=${controllerManager.controllers.join(',')}`,
        '--use-service-account-credentials=true',
      ],
    },
  ];
}
