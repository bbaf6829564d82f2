/** Requests of a kubelet to kube-apiserver, and what is said of those that fail. */
import { requestErrorQuotesUrl } from '../../releases/transport.ts';
import type { Release } from '../../releases/release.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { goQuoted } from '../model/go-text.ts';
import { idAfter } from '../model/ids.ts';
import type { Status } from '../model/objects.ts';
import { componentId, type ApiRequest, type ResourceRequest } from '../model/requests.ts';
import type { ClientConfig } from '../model/state/kubelet.ts';
import type { Exchange } from '../model/state/transport.ts';
import type { CertificatePurpose } from './csr/usages.ts';
import type { RequestFailure } from './rotation/server-health.ts';
import type { NodeKubelet } from './node-kubelet.ts';

export type ExchangeLabel =
  'healthz' | 'createCsr' | 'getCsr' | 'listCsr' | 'watchCsr' | 'registerNode' | 'getNode';

const SERVING = 'Serving';

/** Label of an exchange on behalf of one of the two certificates: `createCsr`, `createCsrServing`. */
const fullLabel = ({ purpose }: NodeKubelet, label: ExchangeLabel): string =>
  purpose === 'serving' ? `${label}${SERVING}` : label;

/** The last exchange of a kind that this certificate's manager began. */
export const lastExchange = (kubelet: NodeKubelet, label: ExchangeLabel): string | undefined =>
  kubelet.memory.exchanges?.[fullLabel(kubelet, label)];

export const purposeOfLabel = (label: string): CertificatePurpose =>
  label.endsWith(SERVING) ? 'serving' : 'client';

/** `host:port` of a kubeconfig's server. */
export function addressOf(server: string): string {
  const rest = server.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  return /:\d+$/.test(rest) ? rest : `${rest}:443`;
}

/** Prepares a request; the transport finds or dials a connection that shows the config's credential. */
export function requested(
  kubelet: NodeKubelet,
  fact: Fact,
  label: ExchangeLabel,
  config: ClientConfig,
  request: ApiRequest,
): FactBody {
  return {
    type: 'request.prepared',
    by: kubelet.by,
    exchange: `x-${fullLabel(kubelet, label)}-${idAfter(fact, kubelet.node)}`,
    to: componentId('kube-apiserver', kubelet.state.spec.controlPlane.host),
    address: addressOf(config.server),
    trust: config.trust,
    credential: config.credential,
    request,
  };
}

export const labelOf = (exchange: string): string => exchange.split('-')[1] ?? '';

/** The exchange, where it is the latest of its label in the running process. */
export function ownExchange(
  kubelet: NodeKubelet,
  id: string,
):
  | {
      readonly label: ExchangeLabel;
      readonly purpose: CertificatePurpose;
      readonly exchange: Exchange;
    }
  | undefined {
  if (!id.startsWith('x-')) return undefined;
  const label = labelOf(id);
  const exchange = kubelet.state.exchanges.get(id);
  if (!exchange || kubelet.memory.exchanges?.[label] !== id) return undefined;
  return {
    label: label.replace(SERVING, '') as ExchangeLabel,
    purpose: purposeOfLabel(label),
    exchange,
  };
}

export const csrRequest = (
  version: string,
  rest: Omit<ResourceRequest, 'kind' | 'apiGroup' | 'apiVersion' | 'resource'>,
): ResourceRequest => ({
  kind: 'resource',
  apiGroup: 'certificates.k8s.io',
  apiVersion: version,
  resource: 'certificatesigningrequests',
  ...rest,
});

const METHODS: Readonly<Record<ResourceRequest['verb'], string>> = {
  create: 'Post',
  get: 'Get',
  list: 'Get',
  watch: 'Get',
  update: 'Put',
  patch: 'Patch',
  delete: 'Delete',
};

function pathOf(request: ApiRequest): string {
  if (request.kind === 'nonResource') return request.path;
  const root = request.apiGroup === '' ? '/api' : `/apis/${request.apiGroup}`;
  const name = request.name === undefined || request.verb === 'create' ? '' : `/${request.name}`;
  const selector =
    request.fieldSelector === undefined
      ? ''
      : `?fieldSelector=${encodeURIComponent(request.fieldSelector)}`;
  return `${root}/${request.apiVersion}/${request.resource}${name}${selector}`;
}

/** The error of Go's net/http for a request that got no answer: `Post "https://…": …`, without quotes up to 1.18. */
export function connectionError(
  server: string,
  request: ApiRequest,
  error: string,
  release: Release,
  query = '',
): string {
  const method = request.kind === 'nonResource' ? 'Get' : METHODS[request.verb];
  const url = `${server}${pathOf(request)}${query}`;
  return `${method} ${requestErrorQuotesUrl.at(release) ? goQuoted(url) : url}: ${error}`;
}

/** Answers without an API status: what client-go says instead (rest/request.go, apimachinery NewGenericServerResponse). */
const GENERIC: Readonly<Record<number, string>> = {
  401: 'the server has asked for the client to provide credentials',
};

/** The message of an answer that is no success, as client-go reports it. */
export function statusError(status: Status, request: ApiRequest): string {
  // What answers to a bare path is not read: the code alone makes the text.
  if (request.kind === 'nonResource') return GENERIC[status.code] ?? status.message;
  if (status.plainText === undefined) return status.message;
  const text = GENERIC[status.code] ?? status.plainText;
  const verb = METHODS[request.verb].toLowerCase();
  return `${text} (${verb} ${request.resource}${request.apiGroup === '' ? '' : `.${request.apiGroup}`})`;
}

/** How an exchange failed: its words, and what they say of the server. */
export interface Failed extends RequestFailure {
  readonly text: string;
  readonly reason: string;
}

/** Why an exchange is no success; undefined where it is one. */
export function failureOf(
  kubelet: NodeKubelet,
  exchange: Exchange,
  server: string,
): Failed | undefined {
  const { answer, request } = exchange;
  if (exchange.error !== undefined) {
    const query = request.kind === 'nonResource' ? '?timeout=1s' : '';
    const text = connectionError(server, request, exchange.error, kubelet.release, query);
    return { text, reason: '', code: undefined, unexpected: false };
  }
  if (answer?.kind !== 'status' || answer.code < 300) return undefined;
  const { status } = answer;
  return {
    text: statusError(status, request),
    reason: status.reason,
    code: status.code,
    unexpected: status.plainText !== undefined,
  };
}
