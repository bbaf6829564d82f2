/** Requests, answers and watch events as arrows. */
import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import { componentKind, type ApiAnswer, type ApiRequest } from '../../cluster/model/requests.ts';
import { answerText, httpPhrase, isRefusedAnswer } from '../answer-text.ts';
import { label } from '../projection.ts';
import { requestTarget } from '../request-line.ts';
import { changeArrow, withArrow } from './arrows.ts';
import type { Arrow, OpenExchange, SequenceDiagram } from './model.ts';

const requestId = (exchange: string): string => `${exchange}/request`;
const responseId = (exchange: string): string => `${exchange}/response`;

function requestLabel(request: ApiRequest): OpenExchange['request'] {
  return request.kind === 'nonResource'
    ? label('arrow.requestPath', { path: request.path })
    : label('arrow.request', {
        verb: request.verb,
        resource: requestTarget(request),
        name: request.name ?? '',
      });
}

/** What an informer does to fill its cache; a diagram may leave it out. */
function isBackground(fact: Fact<FactOf<'request.prepared'>>): boolean {
  const { request } = fact;
  return (
    componentKind(fact.by) === 'kube-controller-manager' &&
    request.kind === 'resource' &&
    (request.verb === 'list' || request.verb === 'watch')
  );
}

function prepared(
  diagram: SequenceDiagram,
  fact: Fact<FactOf<'request.prepared'>>,
): SequenceDiagram {
  const exchange: OpenExchange = {
    id: fact.exchange,
    from: fact.by,
    to: fact.to,
    request: requestLabel(fact.request),
    background: isBackground(fact),
  };
  return { ...diagram, open: [...diagram.open, exchange] };
}

const close = (diagram: SequenceDiagram, id: string): SequenceDiagram => ({
  ...diagram,
  open: diagram.open.filter((exchange) => exchange.id !== id),
});

/** What every arrow of an exchange has in common. */
function arrowOf(exchange: OpenExchange, fact: Fact) {
  return {
    group: exchange.id,
    exchange: exchange.id,
    background: exchange.background,
    status: 'inFlight' as const,
    seq: fact.seq,
    lastSeq: fact.seq,
    at: fact.at,
    flights: [],
  };
}

function requestSent(
  diagram: SequenceDiagram,
  fact: Fact<FactOf<'request.sent'>>,
): SequenceDiagram {
  const exchange = diagram.open.find(({ id }) => id === fact.exchange);
  if (!exchange) return diagram;
  return withArrow(diagram, {
    ...arrowOf(exchange, fact),
    id: requestId(exchange.id),
    kind: 'request',
    from: exchange.from,
    to: exchange.to,
    label: exchange.request,
    connection: fact.connection,
  });
}

function answerLabel(answer: ApiAnswer): Arrow['label'] {
  if (answer.kind === 'watching') return label('arrow.watching');
  const params = { code: answer.code, phrase: httpPhrase(answer.code) };
  return answer.kind === 'status' && answer.status.reason !== ''
    ? label('arrow.answerStatus', { ...params, reason: answer.status.reason })
    : label('arrow.answer', params);
}

function responseSent(
  diagram: SequenceDiagram,
  fact: Fact<FactOf<'response.sent'>>,
): SequenceDiagram {
  const { answer } = fact;
  const exchange = diagram.open.find(({ id }) => id === fact.exchange);
  if (!exchange) return diagram;
  const text = answerText(answer);
  const judged = isRefusedAnswer(answer)
    ? changeArrow(diagram, requestId(exchange.id), fact.seq, () => ({ status: 'refused' }))
    : diagram;
  return withArrow(judged, {
    ...arrowOf(exchange, fact),
    id: responseId(exchange.id),
    kind: 'response',
    from: exchange.to,
    to: exchange.from,
    label: answerLabel(answer),
    code: answer.code,
    ...(text === undefined ? {} : { text }),
  });
}

/** The answer has arrived. A watch stays open: its events are still to come. */
function responseReceived(
  diagram: SequenceDiagram,
  fact: Fact<FactOf<'response.received'>>,
): SequenceDiagram {
  const id = responseId(fact.exchange);
  const arrived = changeArrow(diagram, id, fact.seq, () => ({ status: 'arrived' }));
  const watching =
    arrived.arrows.findLast((arrow) => arrow.id === id)?.label.key === 'arrow.watching';
  return watching ? arrived : close(arrived, fact.exchange);
}

function failed(diagram: SequenceDiagram, fact: Fact<FactOf<'request.failed'>>): SequenceDiagram {
  const lost = changeArrow(diagram, requestId(fact.exchange), fact.seq, () => ({
    status: 'lost',
    text: fact.error,
  }));
  return close(lost, fact.exchange);
}

function watchSent(diagram: SequenceDiagram, fact: Fact<FactOf<'watch.sent'>>): SequenceDiagram {
  const exchange = diagram.open.find(({ id }) => id === fact.exchange);
  if (!exchange) return diagram;
  const { type, object } = fact.event;
  return withArrow(diagram, {
    ...arrowOf({ ...exchange, background: false }, fact),
    id: fact.delivery,
    kind: 'watchEvent',
    from: exchange.to,
    to: exchange.from,
    label: label('arrow.watchEvent', {
      event: type,
      kind: object.kind,
      name: object.metadata.name,
    }),
  });
}

export function applyExchange(diagram: SequenceDiagram, fact: Fact): SequenceDiagram {
  switch (fact.type) {
    case 'request.prepared':
      return prepared(diagram, fact);
    case 'request.sent':
      return requestSent(diagram, fact);
    case 'request.received':
      return changeArrow(diagram, requestId(fact.exchange), fact.seq, () => ({
        status: 'arrived',
      }));
    case 'request.notAuthenticated':
    case 'request.notAuthorized':
    case 'request.notAdmitted':
      return changeArrow(diagram, requestId(fact.exchange), fact.seq, () => ({
        status: 'refused',
      }));
    case 'response.sent':
      return responseSent(diagram, fact);
    case 'response.received':
      return responseReceived(diagram, fact);
    case 'request.failed':
      return failed(diagram, fact);
    case 'watch.sent':
      return watchSent(diagram, fact);
    case 'watch.received':
      return changeArrow(diagram, fact.delivery, fact.seq, () => ({ status: 'arrived' }));
    case 'watch.closed':
      return close(diagram, fact.exchange);
    default:
      return diagram;
  }
}
