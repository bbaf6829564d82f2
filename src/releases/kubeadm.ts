/** How kubeadm sets up a control plane and the credential with which nodes join it. */
import { from, inferred, read, timeline, type Source } from './timeline.ts';

const CLONE = { readIn: 'ksunhokim/kubernetes' };
const OLD_MANIFESTS = 'cmd/kubeadm/app/master/manifests.go';
const MANIFESTS = 'cmd/kubeadm/app/phases/controlplane/manifests.go';
const TOKENS = 'cmd/kubeadm/app/master/tokens.go';
const RULES = 'cmd/kubeadm/app/phases/apiconfig/clusterroles.go';
const TLS_BOOTSTRAP = 'cmd/kubeadm/app/phases/bootstraptoken/node/tlsbootstrap.go';

const kubeadm = (path: string, ref: string, symbol: string): Source =>
  read(path, ref, symbol, CLONE);
/** kubeadm is younger than 1.4, and set up clusters of 1.4 as it did those of 1.5. */
const kubeadmFor14 = (path: string, symbol: string): Source =>
  inferred(path, 'v1.5.0', symbol, CLONE);

/** --authorization-mode. */
export const kubeadmAuthorizationModes = timeline<readonly ('Node' | 'RBAC' | 'AlwaysAllow')[]>(
  'kubeadm.apiserver.authorizationModes',
  [
    from('1.4', ['AlwaysAllow'], kubeadmFor14(OLD_MANIFESTS, 'getAPIServerCommand')),
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
);

/** Admission plugins that have to do with nodes, in --admission-control or --enable-admission-plugins. */
export const kubeadmAdmissionPlugins = timeline<readonly string[]>(
  'kubeadm.apiserver.admissionPlugins',
  [
    from('1.4', [], kubeadmFor14(OLD_MANIFESTS, 'getAPIServerCommand')),
    from(
      '1.7',
      ['NodeRestriction'],
      kubeadm(OLD_MANIFESTS, 'v1.7.0', 'defaultv17AdmissionControl'),
    ),
  ],
);

/** What proves a joining node: a row of --token-auth-file, or a Secret that the bootstrap token authenticator reads. */
export const joinCredential = timeline<'tokenFile' | 'secret'>('kubeadm.join.credential', [
  from('1.4', 'tokenFile', kubeadmFor14(TOKENS, 'CreateTokenAuthFile')),
  from('1.6', 'secret', kubeadm(OLD_MANIFESTS, 'v1.6.0', 'experimental-bootstrap-token-auth')),
]);

/** The group of a joining node that kubeadm gives rights to. */
export const joinGroup = timeline('kubeadm.join.group', [
  from('1.4', 'system:kubelet-bootstrap', kubeadmFor14(TOKENS, 'CreateTokenAuthFile')),
  from('1.6', 'system:bootstrappers', kubeadm(RULES, 'v1.6.0', 'CreateClusterRoleBindings')),
  from(
    '1.8',
    'system:bootstrappers:kubeadm:default-node-token',
    kubeadm('cmd/kubeadm/app/constants/constants.go', 'v1.8.0', 'NodeBootstrapTokenAuthGroup'),
  ),
]);

/** Lifetime of the token that `kubeadm init` makes, milliseconds; undefined where it never expires. */
export const joinTokenLifetime = timeline<number | undefined>('kubeadm.join.tokenLifetime', [
  from(
    '1.4',
    undefined,
    kubeadm('cmd/kubeadm/app/constants/constants.go', 'v1.7.0', 'DefaultTokenDuration'),
  ),
  from(
    '1.8',
    86_400_000,
    kubeadm('cmd/kubeadm/app/constants/constants.go', 'v1.8.0', 'DefaultTokenDuration'),
  ),
]);

/** --insecure-experimental-approve-all-kubelet-csrs-for-group; undefined where it is not given. */
export const approveAllGroup = timeline<string | undefined>(
  'kubeadm.controllerManager.approveAllGroup',
  [
    from(
      '1.4',
      'system:kubelet-bootstrap',
      kubeadmFor14(OLD_MANIFESTS, 'getControllerManagerCommand'),
    ),
    from(
      '1.6',
      'system:bootstrappers',
      kubeadm(OLD_MANIFESTS, 'v1.6.0', 'getControllerManagerCommand'),
    ),
    from('1.7', undefined, kubeadm(OLD_MANIFESTS, 'v1.7.0', 'getControllerManagerCommand')),
  ],
);

/**
 * Which ClusterRole lets a group's requests be approved: none while a flag names the group, one that kubeadm makes for
 * it, or the default role of kube-apiserver.
 */
export const approvalRole = timeline<'none' | 'own' | 'default'>('kubeadm.join.approvalRole', [
  from('1.4', 'none', kubeadm(RULES, 'v1.6.0', 'CreateClusterRoleBindings')),
  from('1.7', 'own', kubeadm(RULES, 'v1.7.0', 'nodeAutoApproveBootstrap')),
  from('1.8', 'default', kubeadm(TLS_BOOTSTRAP, 'v1.8.0', 'AutoApproveNodeBootstrapTokens')),
]);

/** --controllers; undefined where the release has no such flag. */
export const kubeadmControllers = timeline<readonly string[] | undefined>(
  'kubeadm.controllerManager.controllers',
  [
    from('1.4', undefined, kubeadmFor14(OLD_MANIFESTS, 'getControllerManagerCommand')),
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
);

/** Whether each controller calls kube-apiserver as a service account of its own. */
export const kubeadmServiceAccountCredentials = timeline(
  'kubeadm.controllerManager.serviceAccountCredentials',
  [
    from(
      '1.4',
      false,
      kubeadmFor14(OLD_MANIFESTS, 'getControllerManagerCommand (--master=127.0.0.1:8080)'),
    ),
    from('1.6', true, kubeadm(OLD_MANIFESTS, 'v1.6.0', 'use-service-account-credentials')),
  ],
);
