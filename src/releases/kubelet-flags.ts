/** How a kubelet is told to bootstrap and to rotate: flags, their defaults, the config file. */
import { kubelet, OPTIONS, SERVER } from './kubelet-sources.ts';
import { from, timeline } from './timeline.ts';

export const bootstrapKubeconfigFlag = timeline('kubelet.flags.bootstrapKubeconfig', [
  from('1.4', '--experimental-bootstrap-kubeconfig', kubelet(OPTIONS, 'v1.4.0', 'AddFlags')),
  from('1.7', '--bootstrap-kubeconfig', kubelet(OPTIONS, 'v1.7.0', 'KubeletFlags.AddFlags')),
]);

/** Whether the deprecated alias --experimental-bootstrap-kubeconfig is accepted beside the flag. */
export const experimentalBootstrapAlias = timeline('kubelet.flags.experimentalBootstrapAlias', [
  from('1.4', true, kubelet(OPTIONS, 'v1.4.0', 'AddFlags')),
  from('1.23', false, kubelet(OPTIONS, 'v1.22.6', 'AddFlags (present; absent in 1.23.1)')),
]);

/** Default of --kubeconfig; empty means that a kubelet without the flag runs alone. */
export const kubeconfigDefault = timeline('kubelet.flags.kubeconfigDefault', [
  from('1.4', '/var/lib/kubelet/kubeconfig', kubelet(OPTIONS, 'v1.9.0', 'NewKubeletFlags')),
  from('1.10', '', kubelet(OPTIONS, 'v1.10.0', 'KubeletFlags.AddFlags')),
]);

export const certDirDefault = timeline('kubelet.flags.certDirDefault', [
  from('1.4', '/var/run/kubernetes', kubelet(OPTIONS, 'v1.8.0', 'NewKubeletFlags')),
  from('1.9', '/var/lib/kubelet/pki', kubelet(OPTIONS, 'v1.9.0', 'NewKubeletFlags')),
]);

/**
 * What switches rotation of the client certificate on.
 * `gate`: RotateKubeletClientCertificate alone; `flag`: --rotate-certificates, while the gate is on, as it is by default;
 * `field`: rotateCertificates in the config file, or the flag.
 */
export const clientRotationSwitch = timeline<'none' | 'gate' | 'flag' | 'field'>(
  'kubelet.clientRotation.switch',
  [
    from('1.4', 'none', kubelet(SERVER, 'v1.6.0', 'run')),
    from('1.7', 'gate', kubelet(SERVER, 'v1.7.0', 'run')),
    from('1.8', 'flag', kubelet(SERVER, 'v1.8.0', 'run; NewKubeletFlags')),
    from(
      '1.11',
      'field',
      kubelet(
        'pkg/kubelet/apis/kubeletconfig/v1beta1/types.go',
        'v1.11.0',
        'KubeletConfiguration.RotateCertificates',
      ),
    ),
  ],
);

/** Default of the gate RotateKubeletClientCertificate; `removed` where the release does not know it any more. */
export const clientRotationGate = timeline<boolean | 'locked' | 'removed'>(
  'kubelet.clientRotation.gate',
  [
    from(
      '1.7',
      false,
      kubelet('pkg/features/kube_features.go', 'v1.20.9', 'RotateKubeletClientCertificate'),
    ),
    from(
      '1.8',
      true,
      kubelet('pkg/features/kube_features.go', 'v1.20.9', 'RotateKubeletClientCertificate'),
    ),
    from(
      '1.19',
      'locked',
      kubelet('pkg/features/kube_features.go', 'v1.20.9', 'RotateKubeletClientCertificate'),
    ),
    from(
      '1.21',
      'removed',
      kubelet('pkg/features/kube_features.go', 'v1.21.1', 'RotateKubeletClientCertificate'),
    ),
  ],
  { absent: 'removed' },
);

/** `gate`: RotateKubeletServerCertificate alone; `field`: serverTLSBootstrap and the gate; `flag`: also --rotate-server-certificates. */
export const servingBootstrapSwitch = timeline<'none' | 'gate' | 'field' | 'flag'>(
  'kubelet.servingBootstrap.switch',
  [
    from('1.4', 'none', kubelet(SERVER, 'v1.6.0', 'run')),
    from(
      '1.7',
      'gate',
      kubelet('pkg/kubelet/kubelet.go', 'v1.10.0', 'NewMainKubelet; InitializeTLS'),
    ),
    from('1.11', 'field', kubelet(SERVER, 'v1.11.0', 'InitializeTLS; NewMainKubelet')),
    from('1.12', 'flag', kubelet(OPTIONS, 'v1.12.0', 'AddKubeletConfigFlags')),
  ],
);

/** Default of the gate RotateKubeletServerCertificate. */
export const servingBootstrapGate = timeline(
  'kubelet.servingBootstrap.gate',
  [
    from(
      '1.7',
      false,
      kubelet('pkg/features/kube_features.go', 'v1.36.3', 'RotateKubeletServerCertificate'),
    ),
    from(
      '1.12',
      true,
      kubelet('pkg/features/kube_features.go', 'v1.36.3', 'RotateKubeletServerCertificate'),
    ),
  ],
  { absent: false },
);
