/** Sentences about connections, handshakes, requests and answers. */
import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import type { ApiAnswer, ApiRequest, Credential } from '../../cluster/model/requests.ts';
import type { FactSentences } from '../messages.ts';
import { counted, who, whom } from './names.ts';

type TransportSentences = Pick<
  FactSentences,
  | 'connection.dialled'
  | 'connection.established'
  | 'connection.refused'
  | 'connection.closed'
  | 'handshake.serverPresented'
  | 'handshake.serverProved'
  | 'handshake.serverAccepted'
  | 'handshake.clientPresented'
  | 'handshake.clientProved'
  | 'request.prepared'
  | 'request.sent'
  | 'request.received'
  | 'request.failed'
  | 'response.sent'
  | 'response.received'
  | 'watch.sent'
  | 'watch.received'
  | 'watch.closed'
>;

function wanted(request: ApiRequest): string {
  if (request.kind === 'nonResource') return `read ${request.path}`;
  const of = request.subresource === undefined ? '' : `/${request.subresource}`;
  const name = request.name === undefined ? '' : ` ${request.name}`;
  return `${request.verb} ${request.resource}${of}${name}`;
}

function shown(credential: Credential): string {
  switch (credential.kind) {
    case 'none':
      return 'without any credential';
    case 'bearerToken':
      return 'with a bearer token';
    case 'clientCertificate':
      return 'with its client certificate';
  }
}

function answered(answer: ApiAnswer): string {
  switch (answer.kind) {
    case 'object':
      return `${answer.code} with the ${answer.object.kind}`;
    case 'list':
      return `${answer.code} with ${counted(answer.items.length, 'object')}`;
    case 'watching':
      return '200 and keeps the request open: it is a watch';
    case 'status':
      return answer.status.reason === ''
        ? String(answer.code)
        : `${answer.code} ${answer.status.reason}`;
    case 'text':
      return `${answer.code} in plain text`;
  }
}

const EVENTS = { ADDED: 'exists', MODIFIED: 'has changed', DELETED: 'is gone' } as const;

const eventText = ({ event }: Fact<FactOf<'watch.sent' | 'watch.received'>>): string =>
  `${event.object.kind} ${event.object.metadata.name} ${EVENTS[event.type]}`;

export const transportSentences = {
  'connection.dialled': ({ by, address }) => `${who(by)} dials ${address} for a TLS connection.`,
  'connection.established': ({ by }) => `The TLS connection to ${whom(by)} stands.`,
  'connection.refused': ({ by, reason }) =>
    reason === 'unreachable'
      ? `${who(by)} gets no connection: nobody answers at the address.`
      : `${who(by)} ends the handshake: the other side's proof was not accepted.`,
  'connection.closed': ({ by }) => `${who(by)} closes a connection.`,
  'handshake.serverPresented': ({ by, requestsClientCertificate }) =>
    `${who(by)} shows its serving certificate${requestsClientCertificate ? ' and asks whether the client has one' : ''}.`,
  'handshake.serverProved': ({ by }) =>
    `${who(by)} signs the handshake: it holds the key of its certificate.`,
  'handshake.serverAccepted': ({ by, checked }) =>
    checked === 'chain'
      ? `${who(by)} accepts the server: its certificate chains to the trusted CA and carries the dialled name.`
      : `${who(by)} goes on without checking the server's certificate.`,
  'handshake.clientPresented': ({ by, chain }) =>
    chain.length === 0
      ? `${who(by)} has no client certificate to show.`
      : `${who(by)} shows its client certificate.`,
  'handshake.clientProved': ({ by }) =>
    `${who(by)} signs the handshake with the key of its client certificate, which proves that it holds it.`,
  'request.prepared': ({ by, request, credential }) =>
    `${who(by)} wants to ${wanted(request)}, ${shown(credential)}.`,
  'request.sent': ({ by }) => `${who(by)} sends its request over the TLS connection.`,
  'request.received': ({ by }) => `The request reaches ${whom(by)}.`,
  'request.failed': ({ by }) => `${who(by)} gets no answer to its request.`,
  'response.sent': ({ by, answer }) => `${who(by)} answers ${answered(answer)}.`,
  'response.received': ({ by }) => `The answer reaches ${whom(by)}.`,
  'watch.sent': (fact) => `${who(fact.by)} tells a watcher: ${eventText(fact)}.`,
  'watch.received': (fact) => `${who(fact.by)} learns through its watch: ${eventText(fact)}.`,
  'watch.closed': ({ by }) => `The watch of ${whom(by)} ends.`,
} satisfies TransportSentences;
