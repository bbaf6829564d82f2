/** `kubectl logs` and `kubectl exec`: kube-apiserver as the client of a kubelet's port 10250. */
import { notAStatus, translatesWebSocket } from '../../../releases/apiserver-to-kubelet.ts';
import { handledError } from '../../../releases/controller-manager.ts';
import type { Fact, FactBody, FactOf } from '../../model/facts.ts';
import { goQuoted } from '../../model/go-text.ts';
import { objectKey, type Node } from '../../model/objects.ts';
import { componentId, type ResourceRequest } from '../../model/requests.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Exchange } from '../../model/state/transport.ts';
import { closedAfter } from '../../transport/closing.ts';
import { answer, refusal } from '../answer.ts';
import { apiServerId, apiServerRelease } from '../identity.ts';
import { notFound } from '../status.ts';
import { kubeletCredential, kubeletHost, kubeletPort, kubeletTrust } from './dialling.ts';
import {
  execError,
  logsError,
  logsRefusal,
  plainError,
  translatedError,
  translatedRefusal,
} from './failures.ts';
import { errorStringValue, urlErrorValue } from './go-value.ts';
import { podConnection, type PodConnection } from './pod.ts';

/** Begins the id of an exchange with a kubelet; the exchange that asked for it follows. */
const PREFIX = 'kubelet-client/';

function nodeOf(state: ClusterState, name: string): Node | undefined {
  const found = state.objects.get(objectKey('nodes', name));
  return found?.kind === 'Node' ? found : undefined;
}

/** Dials the kubelet of the pod's node; undefined where the request is for none of its subresources. */
export function kubeletAsked(
  state: ClusterState,
  exchange: Exchange,
  request: ResourceRequest,
): readonly FactBody[] | undefined {
  const wanted = podConnection(request);
  if (!wanted) return undefined;
  const node = nodeOf(state, wanted.node);
  if (!node) return [refusal(state, exchange, notFound('nodes', wanted.node))];
  const host = kubeletHost(state, node);
  if (!host.ok) return [refusal(state, exchange, plainError(host.error))];
  return [
    {
      type: 'request.prepared',
      by: apiServerId(state),
      exchange: `${PREFIX}${exchange.id}`,
      to: componentId('kubelet', wanted.node),
      address: `${host.address}:${kubeletPort(node)}`,
      trust: kubeletTrust(state),
      credential: kubeletCredential(state),
      request: {
        kind: 'nonResource',
        verb: wanted.verb === 'logs' ? 'get' : 'post',
        path: wanted.path,
      },
    },
  ];
}

/** The exchange with a kubelet is over: whoever asked for it gets an answer. */
export function kubeletAnswered(
  state: ClusterState,
  fact: Fact<FactOf<'response.received' | 'request.failed'>>,
): readonly FactBody[] {
  const backend = state.exchanges.get(fact.exchange);
  const asking = fact.exchange.startsWith(PREFIX)
    ? state.exchanges.get(fact.exchange.slice(PREFIX.length))
    : undefined;
  const wanted = asking?.request.kind === 'resource' ? podConnection(asking.request) : undefined;
  if (!backend || !asking || !wanted) return [];
  if (fact.type === 'request.failed') return notReached(state, backend, asking, wanted, fact.error);
  return [...passedOn(state, backend, asking, wanted), ...closedAfter(state, fact.exchange)];
}

/** kubectl speaks WebSocket where the request is a GET. */
const overWebSocket = (state: ClusterState, { request }: Exchange): boolean =>
  request.verb === 'get' && translatesWebSocket.at(apiServerRelease(state));

const urlOf = ({ address }: Exchange, { path }: PodConnection): string =>
  `https://${address}${path}`;

function notReached(
  state: ClusterState,
  backend: Exchange,
  asking: Exchange,
  wanted: PodConnection,
  cause: string,
): readonly FactBody[] {
  const release = apiServerRelease(state);
  const url = urlOf(backend, wanted);
  if (wanted.verb === 'logs') {
    const text = logsError(url, cause, release);
    const value = urlErrorValue(url, cause, state.spec.seed, `pointer/${backend.id}`);
    return [...logged(state, text, value), refusal(state, asking, plainError(text))];
  }
  if (overWebSocket(state, asking)) return [refusal(state, asking, translatedError(url, cause))];
  const text = execError(cause, release);
  return [...logged(state, text, errorStringValue(text)), refusal(state, asking, plainError(text))];
}

/** The line about an error that is no Status (responsewriters/status.go, through utilruntime.HandleError). */
function logged(state: ClusterState, text: string, value: string): readonly FactBody[] {
  const release = apiServerRelease(state);
  const wording = notAStatus.at(release);
  if (!wording) return [];
  const { severity, verbosity, file } = wording;
  const line = wording.text.replace('{value}', () => value).replace('{text}', () => text);
  const message =
    handledError.at(release) === 'bare'
      ? line
      : `"Unhandled Error" err=${goQuoted(line)} logger="UnhandledError"`;
  return [{ type: 'log.printed', by: apiServerId(state), severity, verbosity, file, message }];
}

/** Success and refusal of the kubelet, in the form in which this request hears of them. */
function passedOn(
  state: ClusterState,
  backend: Exchange,
  asking: Exchange,
  wanted: PodConnection,
): readonly FactBody[] {
  if (backend.answer?.kind !== 'text') return [];
  const { code, text } = backend.answer;
  if (code < 300) return [answer(state, asking, { kind: 'text', code, text })];
  if (wanted.verb === 'logs') return [refusal(state, asking, logsRefusal(code, text, wanted.pod))];
  // Over SPDY the kubelet's answer goes to kubectl as it is.
  return overWebSocket(state, asking)
    ? [refusal(state, asking, translatedRefusal(text))]
    : [answer(state, asking, { kind: 'text', code, text })];
}
