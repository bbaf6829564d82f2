/** What the administrator sets up: the bootstrap token Secret and the bindings, as kubeadm names them. */
import type { ClusterRoleBinding, Secret } from '../../cluster/model/objects.ts';
import { TOKEN, TOKEN_ID } from './cluster.ts';

/** kubeadm 1.8 and later bind this group, which the token carries in auth-extra-groups. */
const NODE_TOKEN_GROUP = 'system:bootstrappers:kubeadm:default-node-token';

export const bootstrapTokenSecret: Secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: `bootstrap-token-${TOKEN_ID}`, namespace: 'kube-system' },
  type: 'bootstrap.kubernetes.io/token',
  data: {
    'token-id': TOKEN_ID,
    'token-secret': TOKEN.slice(TOKEN_ID.length + 1),
    expiration: '2026-03-03T09:00:00Z',
    'usage-bootstrap-authentication': 'true',
    'usage-bootstrap-signing': 'true',
    'auth-extra-groups': NODE_TOKEN_GROUP,
  },
};

function binding(name: string, role: string, group: string): ClusterRoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    subjects: [{ kind: 'Group', name: group }],
    roleRef: { kind: 'ClusterRole', name: role },
  };
}

export const BOOTSTRAP_BINDING = 'kubeadm:kubelet-bootstrap';
export const APPROVE_BINDING = 'kubeadm:node-autoapprove-bootstrap';

export const bindings: readonly ClusterRoleBinding[] = [
  binding(BOOTSTRAP_BINDING, 'system:node-bootstrapper', NODE_TOKEN_GROUP),
  binding(
    APPROVE_BINDING,
    'system:certificates.k8s.io:certificatesigningrequests:nodeclient',
    NODE_TOKEN_GROUP,
  ),
  binding(
    'kubeadm:node-autoapprove-certificate-rotation',
    'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient',
    'system:nodes',
  ),
];
