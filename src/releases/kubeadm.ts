/**
 * How kubeadm sets up a control plane and the credential with which nodes join it. kubeadm is younger than 1.4: what is
 * said to hold before 1.5 is what it did from 1.5 on.
 */
import { from, read, timeline, type Source } from './timeline.ts';

const CLONE = { readIn: 'ksunhokim/kubernetes' };
const OLD_MANIFESTS = 'cmd/kubeadm/app/master/manifests.go';
const MANIFESTS = 'cmd/kubeadm/app/phases/controlplane/manifests.go';
const TOKENS = 'cmd/kubeadm/app/master/tokens.go';
const RULES = 'cmd/kubeadm/app/phases/apiconfig/clusterroles.go';
const TLS_BOOTSTRAP = 'cmd/kubeadm/app/phases/bootstraptoken/node/tlsbootstrap.go';

const kubeadm = (path: string, ref: string, symbol: string): Source =>
  read(path, ref, symbol, CLONE);

/** --authorization-mode. */
export const kubeadmAuthorizationModes = timeline<readonly ('Node' | 'RBAC' | 'AlwaysAllow')[]>(
  'kubeadm.apiserver.authorizationModes',
  [
    from('1.5', ['AlwaysAllow'], kubeadm(OLD_MANIFESTS, 'v1.5.0', 'getAPIServerCommand')),
    from(
      '1.6',
      ['RBAC'],
      kubeadm('cmd/kubeadm/app/apis/kubeadm/v1alpha1/defaults.go', 'v1.6.0', 'AuthorizationMode'),
    ),
    from(
      '1.7',
      ['Node', 'RBAC'],
      kubeadm('cmd/kubeadm/app/cmd/defaults.go', 'v1.7.0', 'IsNodeAuthorizerSupported'),
    ),
  ],
  { absent: ['AlwaysAllow'] },
);

/** Admission plugins that have to do with nodes, in --admission-control or --enable-admission-plugins. */
export const kubeadmAdmissionPlugins = timeline<readonly string[]>(
  'kubeadm.apiserver.admissionPlugins',
  [
    from('1.5', [], kubeadm(OLD_MANIFESTS, 'v1.5.0', 'getAPIServerCommand')),
    from(
      '1.7',
      ['NodeRestriction'],
      kubeadm(OLD_MANIFESTS, 'v1.7.0', 'defaultv17AdmissionControl'),
    ),
  ],
  { absent: [] },
);

/** What proves a joining node: a row of --token-auth-file, or a Secret that the bootstrap token authenticator reads. */
export const joinCredential = timeline<'tokenFile' | 'secret'>(
  'kubeadm.join.credential',
  [
    from('1.5', 'tokenFile', kubeadm(TOKENS, 'v1.5.0', 'CreateTokenAuthFile')),
    from('1.6', 'secret', kubeadm(OLD_MANIFESTS, 'v1.6.0', 'experimental-bootstrap-token-auth')),
  ],
  { absent: 'tokenFile' },
);

/** The group of a joining node that kubeadm gives rights to. */
export const joinGroup = timeline(
  'kubeadm.join.group',
  [
    from('1.5', 'system:kubelet-bootstrap', kubeadm(TOKENS, 'v1.5.0', 'CreateTokenAuthFile')),
    from('1.6', 'system:bootstrappers', kubeadm(RULES, 'v1.6.0', 'CreateClusterRoleBindings')),
    from(
      '1.8',
      'system:bootstrappers:kubeadm:default-node-token',
      kubeadm('cmd/kubeadm/app/constants/constants.go', 'v1.8.0', 'NodeBootstrapTokenAuthGroup'),
    ),
  ],
  { absent: 'system:kubelet-bootstrap' },
);

/** Lifetime of the token that `kubeadm init` makes, milliseconds; undefined where it never expires. */
export const joinTokenLifetime = timeline<number | undefined>(
  'kubeadm.join.tokenLifetime',
  [
    from(
      '1.6',
      undefined,
      kubeadm('cmd/kubeadm/app/constants/constants.go', 'v1.7.0', 'DefaultTokenDuration'),
    ),
    from(
      '1.8',
      86_400_000,
      kubeadm('cmd/kubeadm/app/constants/constants.go', 'v1.8.0', 'DefaultTokenDuration'),
    ),
  ],
  { absent: undefined },
);

/** --insecure-experimental-approve-all-kubelet-csrs-for-group; undefined where it is not given. */
export const approveAllGroup = timeline<string | undefined>(
  'kubeadm.controllerManager.approveAllGroup',
  [
    from(
      '1.4',
      'system:kubelet-bootstrap',
      kubeadm(OLD_MANIFESTS, 'v1.5.0', 'getControllerManagerCommand'),
    ),
    from(
      '1.6',
      'system:bootstrappers',
      kubeadm(OLD_MANIFESTS, 'v1.6.0', 'getControllerManagerCommand'),
    ),
    from('1.7', undefined, kubeadm(OLD_MANIFESTS, 'v1.7.0', 'getControllerManagerCommand')),
  ],
  { absent: 'system:kubelet-bootstrap' },
);

/**
 * Which ClusterRole lets a group's requests be approved: none while a flag names the group, one that kubeadm makes for
 * it, or the default role of kube-apiserver.
 */
export const approvalRole = timeline<'none' | 'own' | 'default'>(
  'kubeadm.join.approvalRole',
  [
    from('1.6', 'none', kubeadm(RULES, 'v1.6.0', 'CreateClusterRoleBindings')),
    from('1.7', 'own', kubeadm(RULES, 'v1.7.0', 'nodeAutoApproveBootstrap')),
    from('1.8', 'default', kubeadm(TLS_BOOTSTRAP, 'v1.8.0', 'AutoApproveNodeBootstrapTokens')),
  ],
  { absent: 'none' },
);

/** Whether kubeadm lets the requests by which nodes renew their certificates be approved. */
export const renewalBinding = timeline(
  'kubeadm.join.renewalBinding',
  [
    from(
      '1.6',
      false,
      read(RULES, 'v1.6.0, v1.7.0, v1.7.16', 'CreateClusterRoleBindings', {
        readIn: 'wenlaizhou/kubernetes',
      }),
    ),
    from(
      '1.8',
      true,
      read(TLS_BOOTSTRAP, 'v1.8.1, v1.8.15, v1.9.0', 'AutoApproveNodeCertificateRotation', {
        readIn: 'wenlaizhou/kubernetes',
      }),
      'not yet in 1.8.0',
    ),
  ],
  { absent: false },
);

/** --controllers; undefined where the release has no such flag. */
export const kubeadmControllers = timeline<readonly string[] | undefined>(
  'kubeadm.controllerManager.controllers',
  [
    from('1.5', undefined, kubeadm(OLD_MANIFESTS, 'v1.5.0', 'getControllerManagerCommand')),
    from(
      '1.6',
      ['*', 'bootstrapsigner', 'tokencleaner'],
      kubeadm(
        `${OLD_MANIFESTS} (1.6, 1.7); ${MANIFESTS}`,
        'v1.6.0, v1.8.0',
        'getControllerManagerCommand',
      ),
    ),
  ],
  { absent: undefined },
);

/** Whether each controller calls kube-apiserver as a service account of its own. */
export const kubeadmServiceAccountCredentials = timeline(
  'kubeadm.controllerManager.serviceAccountCredentials',
  [
    from(
      '1.5',
      false,
      kubeadm(OLD_MANIFESTS, 'v1.5.0', 'getControllerManagerCommand (--master=127.0.0.1:8080)'),
    ),
    from('1.6', true, kubeadm(OLD_MANIFESTS, 'v1.6.0', 'use-service-account-credentials')),
  ],
  { absent: false },
);
