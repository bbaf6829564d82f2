/** How kube-apiserver dials a kubelet for `kubectl logs` and `kubectl exec`. */
import { error, type LogWording } from './log-wording.ts';
import { from, inferred, read, timeline, type Source } from './timeline.ts';

const OPTIONS = 'cmd/kube-apiserver/app/options/options.go';
const MANIFESTS = 'cmd/kubeadm/app/phases/controlplane/manifests.go';
const CERTLIST = 'cmd/kubeadm/app/phases/certs/certlist.go';
const STATUS = 'staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/status.go';

const apiserver = (path: string, ref: string, symbol: string): Source =>
  read(path, ref, symbol, { repo: 'kubernetes/apiserver' });

/** Default of --kubelet-preferred-address-types; undefined where the node's name itself is dialled. */
export const preferredAddressTypes = timeline<readonly string[] | undefined>(
  'apiserver.kubeletClient.addressTypes',
  [
    from('1.4', undefined, read('pkg/registry/pod/strategy.go', 'v1.4.0', 'LogLocation')),
    from(
      '1.5',
      ['Hostname', 'InternalIP', 'ExternalIP', 'LegacyHostIP'],
      read(OPTIONS, 'v1.5.0, v1.5.3', 'PreferredAddressTypes'),
    ),
    from(
      '1.6',
      ['Hostname', 'InternalDNS', 'InternalIP', 'ExternalDNS', 'ExternalIP', 'LegacyHostIP'],
      read(OPTIONS, 'v1.6.0', 'PreferredAddressTypes'),
    ),
    from(
      '1.7',
      ['Hostname', 'InternalDNS', 'InternalIP', 'ExternalDNS', 'ExternalIP'],
      read(OPTIONS, 'v1.7.0, v1.9.0, v1.12.2, v1.16, v1.22, v1.30, v1.36', 'PreferredAddressTypes'),
    ),
  ],
);

/** The flag's value in a kubeadm cluster; undefined where kubeadm leaves it out. */
export const kubeadmAddressTypes = timeline<readonly string[] | undefined>(
  'kubeadm.apiserver.kubeletAddressTypes',
  [
    from(
      '1.4',
      undefined,
      read('cmd/kubeadm/app/master/manifests.go', 'v1.5.0', 'getComponentCommand'),
    ),
    from(
      '1.6',
      ['InternalIP', 'ExternalIP', 'Hostname'],
      read(
        MANIFESTS,
        'v1.6.0, v1.7.0, v1.8.0, v1.10.0, v1.12.2, v1.14, v1.16, v1.22',
        'getAPIServerCommand',
      ),
    ),
  ],
);

/** Whether the label kubernetes.io/hostname stands in for a Node without a Hostname address. */
export const hostnameLabel = timeline('apiserver.kubeletClient.hostnameLabel', [
  from('1.4', false, read('pkg/registry/pod/strategy.go', 'v1.4.0', 'LogLocation')),
  from('1.5', true, read('pkg/util/node/node.go', 'v1.5.0, v1.8.0', 'GetPreferredNodeAddress')),
  from('1.22', false, inferred('pkg/util/node/node.go', 'v1.22', 'GetPreferredNodeAddress')),
]);

/** Organization of kubeadm's apiserver-kubelet-client certificate; undefined where it makes none. */
export const kubeletClientOrganization = timeline<string | undefined>(
  'kubeadm.certs.kubeletClientOrganization',
  [
    from(
      '1.6',
      'system:masters',
      read(CERTLIST, 'v1.6.0, v1.8.0, v1.16, v1.22', 'KubeadmCertKubeletClient'),
    ),
    from(
      '1.29',
      'kubeadm:cluster-admins',
      inferred(CERTLIST, 'v1.29.0', 'KubeadmCertKubeletClient'),
    ),
  ],
  { absent: undefined },
);

/** How a failure to reach the kubelet for exec is told over SPDY: the bare cause, or with a prefix. */
export const execFailure = timeline<'bare' | 'dialingBackend'>('apiserver.exec.failure', [
  from('1.4', 'bare', inferred('pkg/registry/generic/rest/proxy.go', 'v1.4.0', 'dialBackend')),
  from(
    '1.5',
    'dialingBackend',
    read(
      'staging/src/k8s.io/apimachinery/pkg/util/proxy/upgradeaware.go',
      'v1.5.0; kubernetes-1.8.0, 1.14.0, 1.20.0, 1.22.0, 1.27.0, 1.36.0',
      'dialBackend',
      { repo: 'kubernetes/apimachinery' },
    ),
  ),
]);

/** Whether kube-apiserver takes exec over WebSocket and speaks SPDY to the kubelet (gate TranslateStreamCloseWebsocketRequests). */
export const translatesWebSocket = timeline('apiserver.exec.translatesWebSocket', [
  from(
    '1.4',
    false,
    read('pkg/features/kube_features.go', 'v1.29', 'TranslateStreamCloseWebsocketRequests'),
  ),
  from(
    '1.30',
    true,
    apiserver(
      'pkg/util/proxy/streamtranslator.go',
      'kubernetes-1.30.0, kubernetes-1.31.0',
      'StreamTranslatorHandler.ServeHTTP',
    ),
  ),
]);

/** Whether kubectl tries WebSocket before SPDY. */
export const kubectlTriesWebSocket = timeline('kubectl.exec.triesWebSocket', [
  from(
    '1.4',
    false,
    read('pkg/cmd/exec/exec.go', 'release-1.29', 'createExecutor', { repo: 'kubernetes/kubectl' }),
  ),
  from(
    '1.30',
    true,
    read('pkg/cmd/exec/exec.go', 'release-1.30', 'createExecutor', { repo: 'kubernetes/kubectl' }),
  ),
]);

const RECEIVED = 'apiserver received an error that is not an metav1.Status: ';

/** What kube-apiserver writes of an error that is no Status: its text, its Go value, or both. Not read before 1.8. */
export const notAStatus = timeline<LogWording | undefined>(
  'apiserver.log.notAStatus',
  [
    from(
      '1.8',
      error('status.go', `${RECEIVED}{text}`),
      apiserver(STATUS, 'kubernetes-1.8.0, 1.10.0', 'ErrorToAPIStatus'),
    ),
    from(
      '1.11',
      error('status.go', `${RECEIVED}{value}`),
      apiserver(STATUS, 'kubernetes-1.11.0, 1.20.0', 'ErrorToAPIStatus'),
    ),
    from(
      '1.21',
      error('status.go', `${RECEIVED}{value}: {text}`),
      apiserver(STATUS, 'kubernetes-1.21.0, 1.36.0', 'ErrorToAPIStatus'),
    ),
  ],
  { absent: undefined },
);
