/** The binding that kubeadm's own certificates rely on from 1.29: they are in kubeadm:cluster-admins, not in system:masters. */
import { kubeletClientOrganization } from '../../releases/apiserver-to-kubelet.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { rfc3339 } from '../model/instant.ts';
import { keyOf, type ClusterRoleBinding } from '../model/objects.ts';
import { rollUid } from '../model/roll.ts';
import { hostClock, type ClusterState } from '../model/state.ts';

const GROUP = 'kubeadm:cluster-admins';

function binding(state: ClusterState): ClusterRoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: {
      name: GROUP,
      uid: rollUid(state.spec.seed, `uid/${GROUP}`),
      creationTimestamp: rfc3339(hostClock(state, state.spec.controlPlane.host)),
      resourceVersion: String(state.resourceVersion + 1),
    },
    subjects: [{ kind: 'Group', name: GROUP }],
    roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
  };
}

/**
 * SIMPLIFIED: kubeadm creates the binding through the API with super-admin.conf (cmd/kubeadm/app/phases/kubeconfig,
 * EnsureAdminClusterRoleBinding); here it is there as soon as the default roles are.
 */
export function clusterAdminsBound(state: ClusterState, { by }: Fact): readonly FactBody[] {
  if (kubeletClientOrganization.at(state.spec.controlPlane.release) !== GROUP) return [];
  const object = binding(state);
  const key = keyOf(object);
  return state.objects.has(key)
    ? []
    : [{ type: 'object.stored', by, key, change: 'created', object }];
}
