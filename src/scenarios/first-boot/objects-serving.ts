/** What lets the approver of 1.7 to 1.10 approve a node's serving certificate: a role that the API server never makes. */
import type { ClusterRole, ClusterRoleBinding } from '../../cluster/model/objects.ts';
import { rbacApiVersion } from '../../releases/api-texts.ts';
import type { Release } from '../../releases/release.ts';

/** Named as in Kubernetes' page on kubelet TLS bootstrapping of those releases. */
const ROLE = 'approve-node-server-renewal-csr';
const BINDING = 'node-server-cert-renewal';

export function servingApprovalObjects(
  release: Release,
): readonly (ClusterRole | ClusterRoleBinding)[] {
  const apiVersion = rbacApiVersion.at(release);
  return [
    {
      apiVersion,
      kind: 'ClusterRole',
      metadata: { name: ROLE },
      rules: [
        {
          verbs: ['create'],
          apiGroups: ['certificates.k8s.io'],
          resources: ['certificatesigningrequests/selfnodeserver'],
        },
      ],
    },
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: { name: BINDING },
      subjects: [{ kind: 'Group', name: 'system:nodes' }],
      roleRef: { kind: 'ClusterRole', name: ROLE },
    },
  ];
}
