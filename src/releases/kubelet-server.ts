/** The kubelet's port 10250: who may use it, and how it says no. */
import type { KubeletServerSettings } from '../cluster/model/cluster-spec.ts';
import { kubelet, OPTIONS } from './kubelet-sources.ts';
import { from, inferred, read, timeline, type Source } from './timeline.ts';

const KUBELET = 'pkg/kubelet/kubelet.go';
const HTTP_SERVER = 'pkg/kubelet/server/server.go';
const AUTH = 'pkg/kubelet/server/auth.go';
const CLIENT_CA = '/etc/kubernetes/pki/ca.crt';

const microshift = (path: string, ref: string, symbol: string): Source =>
  read(path, ref, symbol, { readIn: 'openshift/microshift' });

const OPEN: KubeletServerSettings = {
  clientCaFile: undefined,
  anonymousAuth: true,
  tokenWebhook: false,
  authorizationMode: 'AlwaysAllow',
};

/** How kubeadm starts a kubelet: open to everybody, then behind reviews for anonymous callers too, then closed to them. */
export const kubeadmKubeletServer = timeline<KubeletServerSettings>('kubelet.server.kubeadm', [
  from('1.4', OPEN, kubelet(OPTIONS, 'v1.4.0', 'AddFlags (no flag for authentication)')),
  from('1.5', OPEN, kubelet(OPTIONS, 'v1.5.0', 'AddFlags; defaults.go')),
  from(
    '1.6',
    OPEN,
    read(
      'build/debs/kubeadm-10.conf, build/rpms/10-kubeadm.conf',
      'v1.6.0',
      'no KUBELET_AUTHZ_ARGS',
    ),
  ),
  from(
    '1.7',
    { ...OPEN, clientCaFile: CLIENT_CA, authorizationMode: 'Webhook' },
    read('build/debs/kubeadm-10.conf, build/rpms/10-kubeadm.conf', 'v1.7.0', 'KUBELET_AUTHZ_ARGS'),
  ),
  from(
    '1.11',
    {
      clientCaFile: CLIENT_CA,
      anonymousAuth: false,
      tokenWebhook: true,
      authorizationMode: 'Webhook',
    },
    read(
      'cmd/kubeadm/app/apis/kubeadm/v1alpha2/defaults.go; cmd/kubeadm/app/componentconfigs/kubelet.go',
      'v1.11.0, v1.12.2, v1.14.8, v1.16.2, v1.22.6',
      'SetDefaults, kubeletConfig.Default',
    ),
  ),
]);

/** Version of authentication.k8s.io and authorization.k8s.io in which the kubelet sends its reviews. */
export const kubeletReviewVersion = timeline<'v1beta1' | 'v1'>('kubelet.server.reviewVersion', [
  from('1.4', 'v1beta1', kubelet('cmd/kubelet/app/auth.go', 'v1.5.0', 'buildAuth; buildAuthz')),
  from(
    '1.17',
    'v1',
    read(
      'staging/src/k8s.io/apiserver/pkg/authorization/authorizerfactory/delegating.go',
      'kubernetes-1.16.0, kubernetes-1.17.0',
      'DelegatingAuthorizerConfig.SubjectAccessReviewClient',
      { repo: 'kubernetes/apiserver' },
    ),
  ),
]);

/** For how long an answer of a SubjectAccessReview is remembered, milliseconds. */
export const reviewCache = timeline('kubelet.server.reviewCache', [
  from(
    '1.5',
    { allowed: 300_000, refused: 30_000 },
    kubelet(OPTIONS, 'v1.5.0', 'authorization-webhook-cache-authorized-ttl, -unauthorized-ttl'),
  ),
]);

/** A beginning of a path, and the subresource of nodes that guards what lies below it. */
export type PathRule = readonly [path: string, subresource: string];

const ALWAYS: readonly PathRule[] = [
  ['/stats', 'stats'],
  ['/metrics', 'metrics'],
  ['/logs', 'log'],
];
const SPEC: PathRule = ['/spec', 'spec'];
const CHECKPOINT: PathRule = ['/checkpoint', 'checkpoint'];

/** Paths with a subresource of their own; everything else, /containerLogs and /exec too, is nodes/proxy. */
export const pathRules = timeline<readonly PathRule[]>('kubelet.server.pathRules', [
  from('1.5', [...ALWAYS, SPEC], kubelet(AUTH, 'v1.5.0', 'GetRequestAttributes')),
  from('1.21', ALWAYS, kubelet(AUTH, 'v1.21.1', 'GetRequestAttributes')),
  from('1.30', [...ALWAYS, CHECKPOINT], kubelet(AUTH, 'v1.30.1', 'GetRequestAttributes')),
]);

/** Paths that are tried under a name of their own before nodes/proxy (gate KubeletFineGrainedAuthz, on from 1.33). */
export const finePaths = timeline<readonly PathRule[]>('kubelet.server.finePaths', [
  from('1.5', [], kubelet(AUTH, 'v1.5.0', 'GetRequestAttributes')),
  from('1.32', [], microshift('pkg/features/kube_features.go', 'v1.32', 'KubeletFineGrainedAuthz')),
  from(
    '1.33',
    [
      ['/pods', 'pods'],
      ['/runningpods/', 'pods'],
      ['/healthz', 'healthz'],
      ['/configz', 'configz'],
      ['/statusz', 'statusz'],
      ['/flagz', 'configz'],
    ],
    kubelet(AUTH, 'v1.33.13', 'GetRequestAttributes'),
  ),
]);

/** Body of 403: one subresource, or all that were tried. */
export const forbiddenBody = timeline<'subresource' | 'subresources'>(
  'kubelet.server.forbiddenBody',
  [
    from('1.5', 'subresource', kubelet(HTTP_SERVER, 'v1.5.0', 'InstallAuthFilter')),
    from('1.32', 'subresources', microshift(HTTP_SERVER, 'v1.32, v1.36', 'InstallAuthFilter')),
  ],
);

/** Why a handshake fails while there is no serving certificate; undefined before there could be none. */
export const noServingCertificate = timeline<string | undefined>(
  'kubelet.server.noServingCertificate',
  [
    from('1.7', 'no certificate available', kubelet(KUBELET, 'v1.7.0', 'NewMainKubelet')),
    from(
      '1.10',
      'no serving certificate available for the kubelet',
      kubelet(KUBELET, 'v1.10.0', 'NewMainKubelet'),
    ),
  ],
  { absent: undefined },
);

/** What the dialler hears then: the alert that Go's server sends when it finds no certificate. */
export const internalErrorAlert = timeline('kubelet.server.internalErrorAlert', [
  from(
    '1.4',
    'remote error: tls: internal error',
    inferred(KUBELET, 'v1.7.0', 'GetCertificate; Go 1.8 crypto/tls alerts'),
  ),
]);
