/** How a kubelet gets its first client certificate. */
import {
  BOOTSTRAP,
  CSR_CLIENT,
  clientGo,
  kubelet,
  OLD_BOOTSTRAP,
  SERVER,
} from './kubelet-sources.ts';
import { from, read, timeline } from './timeline.ts';

/** Whether an existing file at --kubeconfig is enough to skip bootstrap, or must hold certificates that have not expired. */
export const kubeconfigCheck = timeline<'exists' | 'certificates'>(
  'kubelet.bootstrap.kubeconfigCheck',
  [
    from('1.4', 'exists', kubelet(OLD_BOOTSTRAP, 'v1.4.0', 'bootstrapClientCert')),
    from('1.9', 'certificates', kubelet(BOOTSTRAP, 'v1.9.0', 'verifyBootstrapClientConfig')),
  ],
);

/** With rotation on: whether the kubelet starts before it has a certificate and asks for it in the background. */
export const backgroundBootstrap = timeline('kubelet.bootstrap.background', [
  from('1.4', false, kubelet(OLD_BOOTSTRAP, 'v1.4.0', 'bootstrapClientCert')),
  from(
    '1.14',
    true,
    kubelet(`${BOOTSTRAP} / ${SERVER}`, 'v1.14.8', 'LoadClientConfig; buildKubeletClientConfig'),
  ),
]);

/** The key file of a bootstrap that is under way, relative to --cert-dir. */
export const bootstrapKeyFile = timeline('kubelet.bootstrap.keyFile', [
  from('1.4', 'kubelet-client.key', kubelet(OLD_BOOTSTRAP, 'v1.4.0', 'bootstrapClientCert')),
  from('1.11', 'kubelet-client.key.tmp', kubelet(BOOTSTRAP, 'v1.11.0', 'LoadClientCert')),
]);

/** What becomes of the key when a bootstrap fails. `removedIfNew`: a key made in this run is removed again. */
export const keyAfterFailure = timeline<'removedIfNew' | 'kept' | 'removed'>(
  'kubelet.bootstrap.keyAfterFailure',
  [
    from('1.4', 'removedIfNew', kubelet(OLD_BOOTSTRAP, 'v1.4.0', 'bootstrapClientCert')),
    from('1.7', 'kept', kubelet(OLD_BOOTSTRAP, 'v1.7.0', 'bootstrapClientCert')),
    from('1.9', 'removed', kubelet(BOOTSTRAP, 'v1.9.0', 'LoadClientCert (deferred removes)')),
    from('1.11', 'kept', kubelet(BOOTSTRAP, 'v1.11.0', 'LoadClientCert')),
  ],
);

/** Whether a key file that holds no key stops every start, or is replaced by a new key. */
export const brokenKeyFile = timeline<'fails' | 'replaced'>('kubelet.bootstrap.brokenKeyFile', [
  from('1.4', 'fails', clientGo('util/cert/io.go', '1.10', 'LoadOrGenerateKeyFile')),
  from(
    '1.11',
    'replaced',
    clientGo('util/cert/io.go', '1.11', 'LoadOrGenerateKeyFile (verifyKeyData)'),
  ),
]);

/** Whether the key of a pair that is in the store already is used again. */
export const reusesStoredKey = timeline('kubelet.bootstrap.reusesStoredKey', [
  from('1.4', false, kubelet(OLD_BOOTSTRAP, 'v1.4.0', 'bootstrapClientCert')),
  from('1.11', true, kubelet(BOOTSTRAP, 'v1.11.0', 'LoadClientCert')),
]);

/** Whether /healthz is asked for up to a minute before the request is sent. */
export const waitsForServer = timeline('kubelet.bootstrap.waitsForServer', [
  from('1.4', false, kubelet(BOOTSTRAP, 'v1.11.0', 'LoadClientCert')),
  from('1.12', true, kubelet(BOOTSTRAP, 'v1.12.0', 'waitForServer')),
]);

/** kubelet.crt and kubelet.key are made before the bootstrap, so that they exist while the request is pending. */
export const selfSignedFirst = timeline('kubelet.bootstrap.selfSignedFirst', [
  from('1.4', false, kubelet(SERVER, 'v1.7.0', 'run')),
  from('1.8', true, kubelet(SERVER, 'v1.8.0', 'run: UnsecuredDependencies before LoadClientCert')),
]);

/** Name of the CertificateSigningRequest of a bootstrap that blocks the start. */
export const bootstrapRequestName = timeline<'generated' | 'digest'>(
  'kubelet.bootstrap.requestName',
  [
    from(
      '1.4',
      'generated',
      kubelet('pkg/kubelet/util/csr/csr.go', 'v1.6.0', 'RequestCertificate'),
    ),
    from('1.7', 'digest', kubelet('pkg/kubelet/util/csr/csr.go', 'v1.7.0', 'digestedName')),
  ],
);

/** What stands first in the digest of the name. */
export const digestOver = timeline<'privateKeyPem' | 'publicKeyDer'>(
  'kubelet.bootstrap.digestOver',
  [
    from(
      '1.4',
      'privateKeyPem',
      read(
        'staging/src/k8s.io/client-go/util/certificate/csr/csr.go',
        'v1.12.0',
        'digestedName(privateKeyData)',
        { readIn: 'ksunhokim/kubernetes' },
      ),
    ),
    from('1.16', 'publicKeyDer', kubelet(BOOTSTRAP, 'v1.16.2', 'digestedName(publicKey)')),
  ],
);

/** Where the first certificate is kept: kubelet-client.crt and .key, or the store that rotation uses. */
export const bootstrapPairKept = timeline<'crtAndKey' | 'store'>('kubelet.bootstrap.pairKept', [
  from('1.4', 'crtAndKey', kubelet(BOOTSTRAP, 'v1.9.0', 'LoadClientCert')),
  from('1.11', 'store', kubelet(BOOTSTRAP, 'v1.11.0', 'LoadClientCert -> store.Update')),
]);

/** The existing CertificateSigningRequest of the same name may hold a certificate; from 1.9 it must not have expired. */
export const reuseChecksExpiry = timeline('kubelet.bootstrap.reuseChecksExpiry', [
  from('1.4', false, kubelet('pkg/kubelet/util/csr/csr.go', 'v1.7.0', 'ensureCompatible')),
  from('1.9', true, clientGo(CSR_CLIENT, '1.9', 'ensureCompatible')),
]);

export const reuseComparesSigner = timeline('kubelet.bootstrap.reuseComparesSigner', [
  from('1.4', false, clientGo(CSR_CLIENT, '1.17', 'ensureCompatible')),
  from('1.18', true, clientGo(CSR_CLIENT, '1.18', 'ensureCompatible')),
]);

/** How long the certificate of a bootstrap that blocks the start is waited for, milliseconds. */
export const bootstrapWait = timeline('kubelet.bootstrap.wait', [
  from('1.4', 3_600_000, kubelet(BOOTSTRAP, 'v1.36.3', 'requestNodeCertificate')),
]);

/** The kubeconfig is named in `part of the existing bootstrap client certificate …` and its like. */
export const expiredReasonNamesFile = timeline(
  'kubelet.bootstrap.reasonNamesFile',
  [
    from('1.9', false, kubelet(BOOTSTRAP, 'v1.9.0', 'verifyBootstrapClientConfig')),
    from('1.21', true, kubelet(BOOTSTRAP, 'v1.21.1', 'isClientConfigStillValid')),
  ],
  { absent: false },
);
