/** What a kubelet's CertificateSigningRequests say, and how it waits for them. */
import {
  CSR_CLIENT,
  clientGo,
  kubelet,
  MANAGER,
  OLD_BOOTSTRAP,
  OLD_MANAGER,
} from './kubelet-sources.ts';
import { from, timeline } from './timeline.ts';

/** Versions of certificates.k8s.io that are tried, in this order. */
export const csrVersions = timeline<readonly ('v1alpha1' | 'v1beta1' | 'v1')[]>(
  'kubelet.request.versions',
  [
    from(
      '1.4',
      ['v1alpha1'],
      kubelet('pkg/apis/certificates/v1alpha1/types.go', 'v1.5.0', 'CertificateSigningRequestSpec'),
    ),
    from('1.6', ['v1beta1'], clientGo(CSR_CLIENT, '1.18', 'RequestCertificate')),
    from('1.19', ['v1', 'v1beta1'], clientGo(CSR_CLIENT, '1.19', 'create; WaitForCertificate')),
  ],
);

/** Whether spec.usages is sent at all. */
export const sendsUsages = timeline('kubelet.request.sendsUsages', [
  from(
    '1.4',
    false,
    kubelet('pkg/apis/certificates/v1alpha1/types.go', 'v1.5.0', 'CertificateSigningRequestSpec'),
  ),
  from('1.6', true, kubelet('pkg/kubelet/util/csr/csr.go', 'v1.6.0', 'RequestCertificate')),
]);

/** Which keys `key encipherment` is asked for: every key, or RSA keys only. */
export const keyEncipherment = timeline<'everyKey' | 'rsaKey'>('kubelet.request.keyEncipherment', [
  from(
    '1.4',
    'everyKey',
    kubelet('pkg/kubelet/certificate/kubelet.go', 'v1.26.5', 'NewKubeletClientCertificateManager'),
  ),
  from(
    '1.27',
    'rsaKey',
    clientGo(MANAGER, '1.27', 'DefaultKubeletClientGetUsages / DefaultKubeletServingGetUsages'),
  ),
]);

export const sendsSignerName = timeline('kubelet.request.sendsSignerName', [
  from('1.4', false, clientGo(CSR_CLIENT, '1.17', 'RequestCertificate')),
  from('1.18', true, clientGo(CSR_CLIENT, '1.18', 'RequestCertificate')),
]);

/** Words for a Denied condition; before 1.19 the error is that of the watch. */
export const deniedText = timeline('kubelet.wait.deniedText', [
  from(
    '1.4',
    'certificate signing request is not approved, reason: {reason}, message: {message}',
    kubelet(OLD_MANAGER, 'v1.8.0', 'requestCertificate'),
  ),
  from(
    '1.19',
    'certificate signing request is denied, reason: {reason}, message: {message}',
    clientGo(CSR_CLIENT, '1.19', 'WaitForCertificate'),
  ),
]);

/** Whether a Failed condition ends the wait. */
export const failedEndsWait = timeline('kubelet.wait.failedEndsWait', [
  from('1.4', false, clientGo(CSR_CLIENT, '1.18', 'WaitForCertificate')),
  from('1.19', true, clientGo(CSR_CLIENT, '1.19', 'WaitForCertificate')),
]);

/** Whether it ends the wait that the object is deleted. */
export const deletedEndsWait = timeline('kubelet.wait.deletedEndsWait', [
  from('1.4', false, clientGo(CSR_CLIENT, '1.8', 'no such check')),
  from('1.9', true, clientGo(CSR_CLIENT, '1.9', 'WaitForCertificate')),
]);

/** Whether it ends the wait that an object of the same name has another UID. */
export const changedUidEndsWait = timeline('kubelet.wait.changedUidEndsWait', [
  from('1.4', false, kubelet('pkg/kubelet/util/csr/csr.go', 'v1.6.0', 'RequestCertificate')),
  from('1.7', true, kubelet('pkg/kubelet/util/csr/csr.go', 'v1.7.0', 'RequestNodeCertificate')),
]);

/** What is put before the error of a wait that ended without certificate; empty where nothing is. */
export const waitErrorPrefix = timeline('kubelet.wait.errorPrefix', [
  from('1.4', '', kubelet(OLD_BOOTSTRAP, 'v1.4.0', 'RequestClientCertificate')),
  from(
    '1.7',
    'cannot watch on the certificate signing request: ',
    kubelet('pkg/kubelet/util/csr/csr.go', 'v1.8.0', 'requestCertificate'),
  ),
]);

/**
 * What the wait says when the watch ends without a verdict; undefined where it is begun again instead.
 * The 1.9 to 1.13 manager asks again too, but bootstrap does not.
 */
export const closedWatchText = timeline<string | undefined>('kubelet.wait.closedWatchText', [
  from('1.4', 'watch channel closed', kubelet(OLD_BOOTSTRAP, 'v1.4.0', 'RequestClientCertificate')),
  from(
    '1.7',
    'cannot watch on the certificate signing request: watch closed before Until timeout',
    kubelet('staging/src/k8s.io/apimachinery/pkg/watch/until.go', 'v1.9.0', 'ErrWatchClosed'),
  ),
  from(
    '1.12',
    'cannot watch on the certificate signing request: watch closed before UntilWithoutRetry timeout',
    kubelet('staging/src/k8s.io/client-go/tools/watch/until.go', 'v1.12.0', 'ErrWatchClosed'),
  ),
  from('1.14', undefined, clientGo(CSR_CLIENT, '1.14', 'WaitForCertificate: UntilWithSync')),
]);

/** Whether a list or watch that fails is begun again within the wait, whatever it failed for. */
export const beginsWatchAgain = timeline('kubelet.wait.beginsWatchAgain', [
  from('1.4', false, kubelet(OLD_BOOTSTRAP, 'v1.4.0', 'RequestClientCertificate')),
  from('1.14', true, clientGo(CSR_CLIENT, '1.14', 'WaitForCertificate: UntilWithSync')),
]);

/** With what the wait for a certificate begins: a watch brings what is stored already, as a list does. */
export const waitBeginsWith = timeline<'watch' | 'list'>('kubelet.wait.beginsWith', [
  from(
    '1.4',
    'watch',
    kubelet('pkg/kubelet/util/csr/csr.go', 'v1.5.0, v1.6.13', 'RequestCertificate'),
  ),
  from(
    '1.7',
    'list',
    kubelet('pkg/kubelet/util/csr/csr.go', 'v1.7.16', 'requestCertificate: ListWatchUntil'),
  ),
]);

/** How one request of the certificate manager is waited for. Milliseconds. */
export interface CertificateWait {
  /** `timeout`: once, so long; `steps`: watches of 1, 2, 3 … minutes with growing pauses between. */
  readonly kind: 'timeout' | 'steps';
  readonly timeout: number;
  readonly backoff?: {
    readonly duration: number;
    readonly factor: number;
    readonly jitter: number;
    readonly steps: number;
  };
}

export const certificateWait = timeline<CertificateWait>('kubelet.wait.certificate', [
  from(
    '1.4',
    { kind: 'timeout', timeout: 3_600_000 },
    kubelet(OLD_MANAGER, 'v1.8.0', 'requestCertificate'),
  ),
  from(
    '1.9',
    {
      kind: 'steps',
      timeout: 752_500,
      backoff: { duration: 30_000, factor: 1.5, jitter: 0.1, steps: 4 },
    },
    clientGo(MANAGER, '1.13', 'rotateCerts; certificateWaitBackoff'),
  ),
  from(
    '1.14',
    { kind: 'timeout', timeout: 900_000 },
    clientGo(MANAGER, '1.14', 'certificateWaitTimeout'),
  ),
]);

/**
 * What a manager's wait that ends without certificate means. `asRequest`: the request itself failed; `checkedAgain`: the
 * same request is waited for again, up to the number of steps; `final`: it was not signed.
 */
export const managerWaitEnd = timeline<'asRequest' | 'checkedAgain' | 'final'>(
  'kubelet.wait.managerEnd',
  [
    from('1.7', 'asRequest', kubelet(OLD_MANAGER, 'v1.8.0', 'requestCertificate')),
    from('1.9', 'checkedAgain', clientGo(MANAGER, '1.9', 'rotateCerts')),
    from('1.14', 'final', clientGo(MANAGER, '1.14', 'rotateCerts')),
  ],
  { absent: 'asRequest' },
);

/** What the wait says when its time is over. */
export const waitTimeoutText = timeline('kubelet.wait.timeoutText', [
  from('1.4', 'watch channel closed', kubelet(OLD_BOOTSTRAP, 'v1.4.0', 'RequestClientCertificate')),
  from(
    '1.7',
    'cannot watch on the certificate signing request: timed out waiting for the condition',
    kubelet('pkg/kubelet/util/csr/csr.go', 'v1.8.0', 'requestCertificate'),
  ),
  from(
    '1.9',
    'timed out waiting for the condition',
    clientGo(CSR_CLIENT, '1.9', 'WaitForCertificate'),
  ),
]);

/** Whether the kubelet asks for a lifetime (spec.expirationSeconds): in no release so far. */
export const requestsLifetime = timeline('kubelet.request.lifetime', [
  from(
    '1.4',
    false,
    kubelet(
      'pkg/kubelet/certificate/kubelet.go',
      'v1.36.3',
      'NewManager config; requestNodeCertificate',
    ),
  ),
]);

/** The key of the first request and of every rotation. */
export const keyAlgorithm = timeline('kubelet.request.keyAlgorithm', [
  from(
    '1.4',
    'ecdsa-p256' as const,
    kubelet('pkg/util/certificates/csr.go', 'v1.4.0', 'GeneratePrivateKey'),
  ),
  from(
    '1.9',
    'ecdsa-p256' as const,
    clientGo(MANAGER, '1.36', 'generateCSR; MakeEllipticPrivateKeyPEM'),
  ),
]);
