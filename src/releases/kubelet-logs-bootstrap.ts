/** Log lines of the bootstrap. */
import { error, info, warning, type LogWording } from './log-wording.ts';
import { BOOTSTRAP, kubelet, kubeletInferred, OLD_BOOTSTRAP, SERVER } from './kubelet-sources.ts';
import { from, timeline } from './timeline.ts';

const FILE = 'bootstrap.go';

export const skippingBootstrap = timeline<LogWording>('kubelet.log.skippingBootstrap', [
  from(
    '1.4',
    info(FILE, 'Kubeconfig {path} exists, skipping bootstrap', 2),
    kubelet(OLD_BOOTSTRAP, 'v1.4.0', 'bootstrapClientCert'),
  ),
  from(
    '1.9',
    info(FILE, 'Kubeconfig {path} exists and is valid, skipping bootstrap', 2),
    kubelet(BOOTSTRAP, 'v1.9.0', 'LoadClientCert'),
  ),
  from(
    '1.21',
    info(FILE, '"Kubeconfig exists and is valid, skipping bootstrap" path={path:q}', 2),
    kubelet(BOOTSTRAP, 'v1.21.1', 'LoadClientCert'),
  ),
]);

export const usingBootstrapKubeconfig = timeline<LogWording>(
  'kubelet.log.usingBootstrapKubeconfig',
  [
    from(
      '1.4',
      info(
        FILE,
        'Using bootstrap kubeconfig to generate TLS client cert, key and kubeconfig file',
        2,
      ),
      kubelet(OLD_BOOTSTRAP, 'v1.4.0', 'bootstrapClientCert'),
    ),
    from(
      '1.21',
      info(
        FILE,
        '"Using bootstrap kubeconfig to generate TLS client cert, key and kubeconfig file"',
        2,
      ),
      kubelet(BOOTSTRAP, 'v1.21.1', 'LoadClientCert'),
    ),
  ],
);

export const noValidKey = timeline<LogWording>('kubelet.log.noValidKey', [
  from(
    '1.11',
    info(
      FILE,
      'No valid private key and/or certificate found, reusing existing private key or creating a new one',
      2,
    ),
    kubelet(BOOTSTRAP, 'v1.11.0', 'LoadClientCert'),
  ),
  from(
    '1.21',
    info(
      FILE,
      '"No valid private key and/or certificate found, reusing existing private key or creating a new one"',
      2,
    ),
    kubelet(BOOTSTRAP, 'v1.21.1', 'LoadClientCert'),
  ),
]);

export const failedToConnect = timeline<LogWording>('kubelet.log.failedToConnect', [
  from(
    '1.12',
    info(FILE, 'Failed to connect to apiserver: {err}'),
    kubelet(BOOTSTRAP, 'v1.12.0', 'waitForServer'),
  ),
  from(
    '1.21',
    info(FILE, '"Failed to connect to apiserver" err={err:q}'),
    kubeletInferred(BOOTSTRAP, 'v1.21.1', 'waitForServer; seen in a run of 1.25.10'),
  ),
]);

export const serverDidNotComeUp = timeline<LogWording>('kubelet.log.serverDidNotComeUp', [
  from(
    '1.12',
    warning(FILE, 'Error waiting for apiserver to come up: {err}'),
    kubelet(BOOTSTRAP, 'v1.12.0', 'LoadClientCert'),
  ),
  from(
    '1.21',
    info(FILE, '"Error waiting for apiserver to come up" err={err:q}'),
    kubeletInferred(BOOTSTRAP, 'v1.21.1', 'LoadClientCert; seen in a run of 1.25.10'),
  ),
]);

export const waitingForCertificate = timeline<LogWording>('kubelet.log.waitingForCertificate', [
  from(
    '1.18',
    info(FILE, 'Waiting for client certificate to be issued', 2),
    kubelet(BOOTSTRAP, 'v1.18.0', 'requestNodeCertificate'),
  ),
  from(
    '1.21',
    info(FILE, '"Waiting for client certificate to be issued"', 2),
    kubeletInferred(BOOTSTRAP, 'v1.21.1', 'requestNodeCertificate'),
  ),
]);

export const requestExists = timeline<LogWording>('kubelet.log.requestExists', [
  from(
    '1.7',
    info('csr.go', 'csr for this node already exists, reusing'),
    kubelet('pkg/kubelet/util/csr/csr.go', 'v1.7.0', 'requestCertificate'),
  ),
]);

export const requestStillValid = timeline<LogWording>('kubelet.log.requestStillValid', [
  from(
    '1.7',
    info('csr.go', 'csr for this node is still valid'),
    kubelet('pkg/kubelet/util/csr/csr.go', 'v1.7.0', 'requestCertificate'),
  ),
]);

export const backgroundBootstrapOn = timeline<LogWording>('kubelet.log.backgroundBootstrap', [
  from(
    '1.14',
    info('server.go', 'Client rotation is on, will bootstrap in background'),
    kubelet(SERVER, 'v1.15.0', 'buildKubeletClientConfig'),
  ),
  from(
    '1.21',
    info('server.go', '"Client rotation is on, will bootstrap in background"'),
    kubelet(SERVER, 'v1.21.1', 'buildKubeletClientConfig'),
  ),
]);

export const kubeconfigStillValid = timeline<LogWording>('kubelet.log.kubeconfigStillValid', [
  from(
    '1.14',
    info(FILE, 'Current kubeconfig file contents are still valid, no bootstrap necessary', 2),
    kubelet(BOOTSTRAP, 'v1.15.0', 'LoadClientConfig'),
  ),
  from(
    '1.21',
    info(FILE, '"Current kubeconfig file contents are still valid, no bootstrap necessary"', 2),
    kubelet(BOOTSTRAP, 'v1.21.1', 'LoadClientConfig'),
  ),
]);

export const noBootstrapRequested = timeline<LogWording>('kubelet.log.noBootstrapRequested', [
  from(
    '1.14',
    info(FILE, 'No bootstrapping requested, will use kubeconfig', 2),
    kubelet(BOOTSTRAP, 'v1.15.0', 'LoadClientConfig'),
  ),
  from(
    '1.21',
    info(FILE, '"No bootstrapping requested, will use kubeconfig"', 2),
    kubelet(BOOTSTRAP, 'v1.21.1', 'LoadClientConfig'),
  ),
]);

export const usingBootstrapCredentials = timeline<LogWording>(
  'kubelet.log.usingBootstrapCredentials',
  [
    from(
      '1.14',
      info(
        FILE,
        'Use the bootstrap credentials to request a cert, and set kubeconfig to point to the certificate dir',
        2,
      ),
      kubelet(BOOTSTRAP, 'v1.15.0', 'LoadClientConfig'),
    ),
    from(
      '1.21',
      info(
        FILE,
        '"Use the bootstrap credentials to request a cert, and set kubeconfig to point to the certificate dir"',
        2,
      ),
      kubelet(BOOTSTRAP, 'v1.21.1', 'LoadClientConfig'),
    ),
  ],
);

/** An existing kubeconfig that does not do: `{reason}` is one of `kubeconfigReasons`. */
export const kubeconfigRejected = timeline<LogWording>('kubelet.log.kubeconfigRejected', [
  from('1.9', error(FILE, '{reason}'), kubelet(BOOTSTRAP, 'v1.9.0', 'verifyBootstrapClientConfig')),
  from(
    '1.31',
    error(FILE, '"Unhandled Error" err={reason:q} logger="UnhandledError"'),
    kubelet(
      'staging/src/k8s.io/apimachinery/pkg/util/runtime/runtime.go',
      'v1.31.14',
      'HandleError; logError',
    ),
  ),
]);

export interface KubeconfigReasons {
  readonly unreadable: string;
  /** The client certificate and key that it names make no pair. */
  readonly noTls: string;
  readonly noCertificates: string;
  readonly expired: string;
}

export const kubeconfigReasons = timeline<KubeconfigReasons>(
  'kubelet.bootstrap.kubeconfigReasons',
  [
    from(
      '1.9',
      {
        unreadable: 'Unable to read existing bootstrap client config: {err}',
        noTls: 'Unable to load TLS configuration from existing bootstrap client config: {err}',
        noCertificates:
          'Unable to load TLS certificates from existing bootstrap client config: {err}',
        expired: 'Part of the existing bootstrap client certificate is expired: {time}',
      },
      kubelet(BOOTSTRAP, 'v1.9.0', 'verifyBootstrapClientConfig'),
    ),
    from(
      '1.16',
      {
        unreadable: 'unable to read existing bootstrap client config: {err}',
        noTls: 'unable to load TLS configuration from existing bootstrap client config: {err}',
        noCertificates:
          'unable to load TLS certificates from existing bootstrap client config: {err}',
        expired: 'part of the existing bootstrap client certificate is expired: {time}',
      },
      kubelet(BOOTSTRAP, 'v1.16.2', 'isClientConfigStillValid'),
    ),
    from(
      '1.21',
      {
        unreadable: 'unable to read existing bootstrap client config from {path}: {err}',
        noTls:
          'unable to load TLS configuration from existing bootstrap client config read from {path}: {err}',
        noCertificates:
          'unable to load TLS certificates from existing bootstrap client config read from {path}: {err}',
        expired: 'part of the existing bootstrap client certificate in {path} is expired: {time}',
      },
      kubelet(BOOTSTRAP, 'v1.21.1', 'isClientConfigStillValid'),
    ),
  ],
);
