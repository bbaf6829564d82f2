/** One scrape: which address of the Node is dialled, whom it trusts, what it shows. */
import { metricsAddressTypes, metricsPath } from '../../releases/kubelet-server-metrics.ts';
import type { MetricsServerSpec } from '../model/cluster-spec.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import { objectKey, type Node } from '../model/objects.ts';
import { componentId, type ComponentId, type ServerTrust } from '../model/requests.ts';
import { rollHex } from '../model/roll.ts';
import type { ClusterState } from '../model/state.ts';

/** SIMPLIFIED: metrics-server runs on the control plane's host from the start; really it is a pod on some node. */
export const metricsServerId = (state: ClusterState): ComponentId =>
  componentId('metrics-server', state.spec.controlPlane.host);

const EXCHANGE = /^metrics\/(.*)-\d+$/;

/** The node that an exchange was about; undefined where it is none of metrics-server's. */
export const scrapedNode = (exchange: string): string | undefined => EXCHANGE.exec(exchange)?.[1];

/** With --kubelet-insecure-tls nothing is checked, else the certificate must come from the CA of its service account. */
function trust(state: ClusterState, { kubeletInsecureTls }: MetricsServerSpec): ServerTrust {
  const { clientCa } = state.apiServer;
  if (kubeletInsecureTls) return { roots: 'skip' };
  return { roots: clientCa === undefined ? [] : [clientCa] };
}

/** The first address of the first type that the Node has (pkg/utils/address_resolver.go). */
function addressOf(node: Node, types: readonly string[]): string | undefined {
  return types
    .map((type) => node.status.addresses.find((candidate) => candidate.type === type)?.address)
    .find((address) => address !== undefined);
}

const refused = (state: ClusterState, subject: string, reason: string): FactBody => ({
  type: 'intent.refused',
  by: metricsServerId(state),
  subject,
  reason,
});

/** The token of its service account, as the set-up has drawn it. */
const tokenOf = (state: ClusterState): string =>
  `sa.${rollHex(state.spec.seed, 'token/metrics-server', 16)}`;

/** SIMPLIFIED: its informer is left out; it knows of a Node as soon as that is stored. */
export function scrapeBegun(state: ClusterState, fact: Fact, name: string): readonly FactBody[] {
  const { metricsServer, controlPlane } = state.spec;
  if (!metricsServer) return [refused(state, name, 'There is no metrics-server in this scenario.')];
  const node = state.objects.get(objectKey('nodes', name));
  if (node?.kind !== 'Node') return [refused(state, name, `There is no Node "${name}" yet.`)];
  const types = metricsServer.preferredAddressTypes ?? metricsAddressTypes.at(controlPlane.release);
  const address = addressOf(node, types);
  if (address === undefined)
    return [
      refused(state, name, `The Node "${name}" has none of the addresses ${types.join(', ')}.`),
    ];
  return [
    {
      type: 'request.prepared',
      by: metricsServerId(state),
      exchange: idAfter(fact, `metrics/${name}`),
      to: componentId('kubelet', name),
      address: `${address}:${node.status.daemonEndpoints?.kubeletEndpoint.Port ?? 10250}`,
      trust: trust(state, metricsServer),
      credential: { kind: 'bearerToken', token: tokenOf(state) },
      request: { kind: 'nonResource', verb: 'get', path: metricsPath.at(controlPlane.release) },
    },
  ];
}
