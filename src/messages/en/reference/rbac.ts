/** Roles and bindings that kube-apiserver makes by itself. */
import type { TimelineMessages, TimelineWords } from '../../reference.ts';

const role = (name: string, says: string): TimelineWords => ({ title: name, says });

const approving = (signerName: string): TimelineWords =>
  role(
    `ClusterRole …:${signerName}-approver`,
    'Lets its holder approve requests for this signer; nobody is bound to it by default.',
  );

export const rbac: TimelineMessages = {
  'rbac.omitsNodesGroup': {
    title: 'system:nodes unbound by the Node authorizer',
    says: 'Whether the group of all nodes is left out of the default bindings where the Node authorizer is on.',
  },
  'rbac.clusterRole.cluster-admin': role('ClusterRole cluster-admin', 'Everything.'),
  'rbac.clusterRole.system-node': role(
    'ClusterRole system:node',
    'What a kubelet may do; the Node authorizer allows every node the same.',
  ),
  'rbac.clusterRole.system-discovery': role(
    'ClusterRole system:discovery',
    'Paths by which a client finds out what the API server serves.',
  ),
  'rbac.clusterRole.system-basic-user': role(
    'ClusterRole system:basic-user',
    'Asking what one may do oneself.',
  ),
  'rbac.clusterRole.system-public-info-viewer': role(
    'ClusterRole system:public-info-viewer',
    'Paths that tell nothing but version and health.',
  ),
  'rbac.clusterRole.system-node-bootstrapper': role(
    'ClusterRole system:node-bootstrapper',
    'What a bootstrap credential needs in order to make and follow its request.',
  ),
  'rbac.clusterRole.system-kubelet-api-admin': role(
    'ClusterRole system:kubelet-api-admin',
    'Everything on the kubelet’s port, as kube-apiserver needs it.',
  ),
  'rbac.clusterRole.nodeclient': role(
    'ClusterRole …:nodeclient',
    'Its holder’s requests for the client certificate of any node are approved.',
  ),
  'rbac.clusterRole.selfnodeclient': role(
    'ClusterRole …:selfnodeclient',
    'Its holder’s requests to renew its own node certificate are approved.',
  ),
  'rbac.clusterRole.kube-apiserver-client-approver': approving('kube-apiserver-client'),
  'rbac.clusterRole.kube-apiserver-client-kubelet-approver': approving(
    'kube-apiserver-client-kubelet',
  ),
  'rbac.clusterRole.kubelet-serving-approver': approving('kubelet-serving'),
  'rbac.clusterRole.legacy-unknown-approver': approving('legacy-unknown'),
  'rbac.clusterRole.system-kube-controller-manager': role(
    'ClusterRole system:kube-controller-manager',
    'What the controller manager itself may do, besides the accounts of its controllers.',
  ),
  'rbac.clusterRole.certificate-controller': role(
    'ClusterRole …:certificate-controller',
    'What approver, signer and cleaner may do.',
  ),
  'rbac.clusterRole.node-controller': role(
    'ClusterRole …:node-controller',
    'What the node controller may do.',
  ),
  'rbac.clusterRole.root-ca-cert-publisher': role(
    'ClusterRole …:root-ca-cert-publisher',
    'What the controller may do that puts the cluster’s CA into every namespace.',
  ),
  'rbac.role.bootstrap-signer-secrets': role(
    'Role bootstrap-signer in kube-system',
    'What bootstrapsigner may do with Secrets.',
  ),
  'rbac.role.bootstrap-signer-cluster-info': role(
    'Role bootstrap-signer in kube-public',
    'What bootstrapsigner may do with cluster-info.',
  ),
  'rbac.role.token-cleaner': role('Role token-cleaner in kube-system', 'What tokencleaner may do.'),
  'rbac.binding.cluster-admin': role(
    'Binding cluster-admin',
    'Who is bound to cluster-admin by default.',
  ),
  'rbac.binding.system-basic-user': role(
    'Binding system:basic-user',
    'Who is bound to system:basic-user by default.',
  ),
  'rbac.binding.system-discovery': role(
    'Binding system:discovery',
    'Who is bound to system:discovery by default.',
  ),
  'rbac.binding.system-kube-controller-manager': role(
    'Binding system:kube-controller-manager',
    'Who is bound to system:kube-controller-manager by default.',
  ),
  'rbac.binding.system-node': role(
    'Binding system:node',
    'Who is bound to system:node by default; the Node authorizer needs no binding.',
  ),
  'rbac.binding.system-public-info-viewer': role(
    'Binding system:public-info-viewer',
    'Who is bound to system:public-info-viewer by default.',
  ),
  'rbac.defaults.autoUpdate': {
    title: 'Default roles are repaired at start',
    says: 'Whether the API server marks its own roles and bindings, and mends them at its next start.',
  },
};
