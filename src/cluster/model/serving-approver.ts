/**
 * What an approver of serving certificates needs to be allowed. Kubernetes itself approves none from 1.11 on, and before
 * only behind a gate; whoever wants them approved runs a component of his own.
 */
import type { ClusterRole, ClusterRoleBinding } from './objects.ts';

export const SERVING_APPROVER = 'kubelet-serving-approver';
export const KUBELET_SERVING_SIGNER = 'kubernetes.io/kubelet-serving';

const CERTIFICATES = 'certificates.k8s.io';
const apiVersion = 'rbac.authorization.k8s.io/v1';
const metadata = { name: SERVING_APPROVER };

const role: ClusterRole = {
  apiVersion,
  kind: 'ClusterRole',
  metadata,
  rules: [
    {
      verbs: ['get', 'list', 'watch'],
      apiGroups: [CERTIFICATES],
      resources: ['certificatesigningrequests'],
    },
    {
      verbs: ['update'],
      apiGroups: [CERTIFICATES],
      resources: ['certificatesigningrequests/approval'],
    },
    {
      verbs: ['approve'],
      apiGroups: [CERTIFICATES],
      resources: ['signers'],
      resourceNames: [KUBELET_SERVING_SIGNER],
    },
    { verbs: ['get'], apiGroups: [''], resources: ['nodes'] },
  ],
};

const binding: ClusterRoleBinding = {
  apiVersion,
  kind: 'ClusterRoleBinding',
  metadata,
  subjects: [{ kind: 'ServiceAccount', name: SERVING_APPROVER, namespace: 'kube-system' }],
  roleRef: { kind: 'ClusterRole', name: SERVING_APPROVER },
};

/** Role and binding of the approver's service account, for an administrator to apply. */
export const servingApproverObjects: readonly (ClusterRole | ClusterRoleBinding)[] = [
  role,
  binding,
];
