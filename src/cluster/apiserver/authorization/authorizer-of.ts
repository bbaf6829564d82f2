import type { ClusterState } from '../../model/state.ts';
import { apiServerRelease } from '../identity.ts';
import type { Authorizer } from './chain.ts';

/** The authorizer of the running kube-apiserver: its modes, and the roles and bindings that are stored now. */
export function authorizerOf(state: ClusterState): Authorizer {
  return {
    release: apiServerRelease(state),
    modes: state.spec.controlPlane.apiServer.authorizationModes,
    objects: {
      bindings: state.apiServer.bindings?.values() ?? [],
      get: (key) => state.objects.get(key),
    },
  };
}
