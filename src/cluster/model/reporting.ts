/**
 * Whether a node's kubelet can tell kube-apiserver that it is there, and until when it will be able to.
 * SIMPLIFIED: heartbeats (a Node's status or, from 1.14 on, its lease, every ten seconds) are no requests of their own.
 * Whether one would have got through follows from the state: process, network, certificate.
 */
import type { Instant } from './instant.ts';
import { objectKey, type Node, type NodeCondition } from './objects.ts';
import { componentId } from './requests.ts';
import type { ClusterState } from './state.ts';

function isReachable(state: ClusterState, host: string): boolean {
  return state.hosts.get(host)?.reachable ?? false;
}

/**
 * The instant of cluster time after which kube-apiserver, by its own clock, takes the node's client certificate for
 * expired; Infinity for a kubelet that shows another credential, or none. Renewals that are passed over count as done.
 */
export function credentialEnds(state: ClusterState, node: string): Instant {
  const kubelet = state.kubelets.get(node);
  const held = kubelet?.clientCertificate?.certificate;
  if (!held) return Infinity;
  const offset = state.hosts.get(state.spec.controlPlane.host)?.clockOffset ?? 0;
  const ca = state.controllerManager.ca?.certificate?.notAfter ?? Infinity;
  const renewed = kubelet.managers?.client?.renewedUntil ?? -Infinity;
  return Math.min(Math.max(held.notAfter - offset, renewed), ca - offset);
}

/** Whether a heartbeat of the node would get through now. */
export function canReport(state: ClusterState, node: string): boolean {
  const { host } = state.spec.controlPlane;
  return (
    state.processes.get(componentId('kubelet', node))?.running === true &&
    state.processes.get(componentId('kube-apiserver', host))?.running === true &&
    state.kubelets.get(node)?.registered === true &&
    isReachable(state, node) &&
    isReachable(state, host) &&
    state.now <= credentialEnds(state, node)
  );
}

/** The Node as etcd holds it. */
export function storedNode(state: ClusterState, name: string): Node | undefined {
  const found = state.objects.get(objectKey('nodes', name));
  return found?.kind === 'Node' ? found : undefined;
}

export const readyCondition = (node: Node | undefined): NodeCondition | undefined =>
  node?.status.conditions.find(({ type }) => type === 'Ready');
