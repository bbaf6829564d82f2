/** Who kubectl is, and how it calls kube-apiserver with the administrator's kubeconfig. */
import type { Release } from '../../releases/release.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import {
  componentId,
  type ComponentId,
  type Credential,
  type ResourceRequest,
} from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';

export const kubectlId = (state: ClusterState): ComponentId =>
  componentId('kubectl', state.spec.workstation.host);

export const kubectlRelease = (state: ClusterState): Release => state.spec.workstation.release;

/** A step of a command: `index` counts objects of an apply. */
export interface Step {
  readonly command: string;
  readonly step: string;
  readonly index: number;
}

const EXCHANGE = /^kubectl\/([^/]+)\/(\d+)\/(.*)-\d+$/;

/** Reads a step back from the id of an exchange, or undefined where it is none of kubectl's. */
export function stepOf(exchange: string): Step | undefined {
  const match = EXCHANGE.exec(exchange);
  if (!match) return undefined;
  const [, step = '', index = '0', command = ''] = match;
  return { command, step, index: Number(index) };
}

function credential(state: ClusterState): Credential {
  const { admin } = state.kubectl;
  return admin
    ? { kind: 'clientCertificate', chain: admin.chain, key: admin.key }
    : { kind: 'none' };
}

export function called(
  state: ClusterState,
  fact: Fact,
  step: Step,
  request: ResourceRequest,
): FactBody {
  const { host, endpoint } = state.spec.controlPlane;
  return {
    type: 'request.prepared',
    by: kubectlId(state),
    exchange: idAfter(fact, `kubectl/${step.step}/${step.index}/${step.command}`),
    to: componentId('kube-apiserver', host),
    address: endpoint,
    trust: { roots: state.kubectl.admin?.roots ?? [], serverName: endpoint.replace(/:\d+$/, '') },
    credential: credential(state),
    request,
  };
}
