/**
 * The informers' lists and watches (client-go tools/cache, Reflector).
 * SIMPLIFIED: a list that fails is tried again after one second; the reflector's back-off grows from 800 ms to 30 s.
 */
import { controllersCsrVersion } from '../../releases/controller-manager.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { SECOND } from '../model/instant.ts';
import type { ResourceRequest } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';
import { called, controllerManagerRelease, type ServiceAccount } from './identity.ts';
import { nextTurn } from './repeating.ts';

export type Informer = 'certificatesigningrequests' | 'secrets';

const ACCOUNT: Readonly<Record<Informer, ServiceAccount>> = {
  certificatesigningrequests: 'certificate-controller',
  secrets: 'token-cleaner',
};

/** Bootstrap tokens live in kube-system; the informer of the token cleaner looks nowhere else. */
function collection(state: ClusterState, informer: Informer): Omit<ResourceRequest, 'verb'> {
  if (informer === 'secrets') {
    return {
      kind: 'resource',
      apiGroup: '',
      apiVersion: 'v1',
      resource: 'secrets',
      namespace: 'kube-system',
    };
  }
  return {
    kind: 'resource',
    apiGroup: 'certificates.k8s.io',
    apiVersion: controllersCsrVersion.at(controllerManagerRelease(state)),
    resource: informer,
  };
}

export function list(state: ClusterState, fact: Fact, informer: Informer): FactBody {
  const errand = { controller: 'informer', step: 'list', of: informer };
  return called(state, fact, ACCOUNT[informer], errand, {
    ...collection(state, informer),
    verb: 'list',
  });
}

/** @param resourceVersion of the list, so that nothing between list and watch is missed */
export function watch(
  state: ClusterState,
  fact: Fact,
  informer: Informer,
  resourceVersion: string,
): FactBody {
  const errand = { controller: 'informer', step: 'watch', of: informer };
  const request: ResourceRequest = {
    ...collection(state, informer),
    verb: 'watch',
    resourceVersion,
  };
  return called(state, fact, ACCOUNT[informer], errand, request);
}

/** A list that failed is tried again for as long as it fails. */
export function listLater(state: ClusterState, informer: Informer): readonly FactBody[] {
  return nextTurn(state, {
    timer: `kcm/informer/list/${informer}`,
    purpose: { name: 'informer.list', of: informer },
    every: SECOND,
    equal: 1 + (state.controllerManager.failures.get(informerKey(informer)) ?? 0),
  });
}

/** Where failed lists are counted. */
export const informerKey = (informer: string): string => `informer/${informer}`;
