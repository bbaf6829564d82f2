import type { Component } from '../model/component.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { componentKind } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';
import { clusterAdminsBound } from './cluster-admins.ts';
import { controlPlaneCryptoCompleted, startControlPlane } from './control-plane.ts';
import { provisionNode } from './node.ts';

function react(state: ClusterState, fact: Fact): readonly FactBody[] {
  if (fact.type === 'intent.given') {
    if (fact.intent.type === 'controlPlane.start') return startControlPlane(state, fact);
    if (fact.intent.type === 'node.provision')
      return provisionNode(state, fact.intent.node, fact.intent.token);
    return [];
  }
  if (fact.type === 'rbac.defaultsStored') return clusterAdminsBound(state, fact);
  return fact.type === 'crypto.completed' && fact.purpose.name.startsWith('kubeadm.')
    ? controlPlaneCryptoCompleted(state, fact)
    : [];
}

function evolve(state: ClusterState, fact: Fact): ClusterState {
  if (!('by' in fact) || componentKind(fact.by) !== 'kubeadm') return state;
  if (fact.type === 'key.generated') {
    const role = fact.key.slice(fact.key.lastIndexOf('/') + 1);
    return {
      ...state,
      kubeadm: {
        ...state.kubeadm,
        publicKeys: { ...state.kubeadm.publicKeys, [role]: fact.publicKey.spki },
      },
    };
  }
  if (fact.type === 'certificate.issued' && fact.role === 'ca')
    return { ...state, kubeadm: { ...state.kubeadm, ca: fact.pem } };
  return state;
}

/** What is set up before anything runs: the control plane's certificates, a node's bootstrap kubeconfig. */
export const kubeadm: Component = { name: 'kubeadm', react, evolve };
