/** Who kube-controller-manager is, and how it calls kube-apiserver. */
import type { Release } from '../../releases/release.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import { componentId, type ComponentId, type ResourceRequest } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';

export type ServiceAccount = 'certificate-controller' | 'node-controller' | 'token-cleaner';

export const controllerManagerId = (state: ClusterState): ComponentId =>
  componentId('kube-controller-manager', state.spec.controlPlane.host);

export const controllerManagerRelease = (state: ClusterState): Release =>
  state.spec.controlPlane.release;

/** What an exchange was for: `controller` and `step` are this folder's own words, `of` the object's name. */
export interface Errand {
  readonly controller: string;
  readonly step: string;
  readonly of: string;
}

const EXCHANGE = /^kcm\/([^/]+)\/([^/]+)\/(.*)-\d+$/;

/** Reads an errand back from the id of an exchange, or undefined where it is none of this component's. */
export function errandOf(exchange: string): Errand | undefined {
  const match = EXCHANGE.exec(exchange);
  if (!match) return undefined;
  const [, controller = '', step = '', of = ''] = match;
  return { controller, step, of };
}

/**
 * A request with the bearer token of a controller's service account (--use-service-account-credentials=true).
 * SIMPLIFIED: the informers list and watch with the service account of the controller that needs them; the real ones
 * share one client of kube-controller-manager's own user.
 */
export function called(
  state: ClusterState,
  fact: Fact,
  account: ServiceAccount,
  errand: Errand,
  request: ResourceRequest,
): FactBody {
  const { host, endpoint } = state.spec.controlPlane;
  const token = state.controllerManager.tokens[account];
  return {
    type: 'request.prepared',
    by: controllerManagerId(state),
    exchange: idAfter(fact, `kcm/${errand.controller}/${errand.step}/${errand.of}`),
    to: componentId('kube-apiserver', host),
    address: endpoint,
    trust: {
      roots: state.controllerManager.trustedRoots,
      serverName: endpoint.replace(/:\d+$/, ''),
    },
    credential: token === undefined ? { kind: 'none' } : { kind: 'bearerToken', token },
    request,
  };
}
