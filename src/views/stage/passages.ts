/** Requests on their way: each has a corridor of its own, since several may be under way at one instant. */
import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import type { ApiAnswer } from '../../cluster/model/requests.ts';
import { answerText, httpPhrase, isRefusedAnswer } from '../answer-text.ts';
import { label } from '../projection.ts';
import { requestLine, requestTarget } from '../request-line.ts';
import { afterAnswer, afterVerdict, changeGate, closedCorridor, closeRest } from './gates.ts';
import { shownCredential } from './connections.ts';
import type { KnownCertificate, Passage, Shown, StageAnswer, StageExchange } from './model.ts';
import { refusalParts } from './refusal-parts.ts';

function exchangeOf(fact: Fact<FactOf<'request.prepared'>>): StageExchange {
  const { request } = fact;
  const isResource = request.kind === 'resource';
  return {
    id: fact.exchange,
    from: fact.by,
    verb: request.verb,
    target: requestTarget(request),
    apiVersion: isResource ? [request.apiGroup, request.apiVersion].filter(Boolean).join('/') : '',
    ...requestLine(request),
    ...(isResource && request.name !== undefined ? { name: request.name } : {}),
    travel: 'waiting',
  };
}

export const newPassage = (
  fact: Fact<FactOf<'request.prepared'>>,
  known: readonly KnownCertificate[],
): Passage => ({
  exchange: exchangeOf(fact),
  corridor: closedCorridor,
  shows: shownCredential(fact.credential, known),
});

/** What the authentication stage made of what the caller shows. */
const callerJudged = ({ shows }: Passage, checked: 'yes' | 'refused'): Shown =>
  shows.kind === 'nothing' ? shows : { ...shows, checked };

const travelling = (
  passage: Passage,
  travel: StageExchange['travel'],
  change: Partial<Passage> = {},
): Passage => ({ ...passage, ...change, exchange: { ...passage.exchange, travel } });

function answerOf(answer: ApiAnswer, exchange: string, seq: number): StageAnswer {
  const text = answerText(answer);
  const { code } = answer;
  const refused = isRefusedAnswer(answer);
  return {
    exchange,
    code,
    phrase: httpPhrase(code),
    refused,
    ...(text === undefined ? {} : { text }),
    parts: text === undefined ? [] : refusalParts(text),
    ...(answer.kind === 'object'
      ? { object: { kind: answer.object.kind, name: answer.object.metadata.name } }
      : {}),
    seq,
  };
}

function answered(passage: Passage, fact: Fact<FactOf<'response.sent'>>): Passage {
  const { exchange, corridor } = passage;
  return travelling(passage, 'toClient', {
    corridor: afterAnswer(corridor, fact.answer, exchange.verb, fact.seq),
    answer: answerOf(fact.answer, exchange.id, fact.seq),
  });
}

/** A passage after a fact about its exchange. */
export function passageAfter(passage: Passage, fact: Fact): Passage {
  const { exchange, corridor } = passage;
  switch (fact.type) {
    case 'request.sent':
      return travelling(passage, 'toServer', { connection: fact.connection });
    case 'request.received':
      return travelling(passage, 'atServer');
    case 'request.authenticated':
      return {
        ...passage,
        corridor: afterVerdict(corridor, fact),
        exchange: { ...exchange, user: fact.user },
        shows: callerJudged(passage, 'yes'),
      };
    case 'request.notAuthenticated':
      return {
        ...passage,
        corridor: afterVerdict(corridor, fact),
        shows: callerJudged(passage, 'refused'),
      };
    case 'response.sent':
      return answered(passage, fact);
    case 'response.received':
      return travelling(passage, exchange.verb === 'watch' ? 'watching' : 'over');
    case 'request.failed':
      return travelling(passage, 'failed', { corridor: closeRest(corridor, 'notAsked') });
    default:
      return { ...passage, corridor: afterVerdict(corridor, fact) };
  }
}

/** The first gate: the connection on which a request travels stands, or was refused. */
export function tlsJudged(
  passage: Passage,
  outcome: 'checked' | 'unchecked' | 'refused',
  seq: number,
  details: readonly string[],
): Passage {
  const note =
    outcome === 'refused'
      ? 'note.refused'
      : outcome === 'checked'
        ? 'note.serverChecked'
        : 'note.serverUnchecked';
  const state = outcome === 'refused' ? 'refused' : 'passed';
  const corridor = changeGate(passage.corridor, 'tls', { state, note: label(note), seq, details });
  return {
    ...passage,
    corridor: outcome === 'refused' ? closeRest(corridor, 'notAsked') : corridor,
  };
}

/** Whether nothing more will happen to it. */
export const isOver = ({ exchange }: Passage): boolean =>
  exchange.travel === 'over' || exchange.travel === 'failed';
