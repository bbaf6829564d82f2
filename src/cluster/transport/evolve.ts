/** Connections and exchanges as a fold. An exchange's stage follows the corridor of the server that handles it. */
import { sha256Hex } from '../model/digest.ts';
import type { Fact, FactOf } from '../model/facts.ts';
import type { ComponentId } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';
import type { Connection, Exchange, ExchangeStage } from '../model/state/transport.ts';

/**
 * What each handshake fact adds to the transcript: what really crosses the wire, so neither the dialler's trust policy
 * nor its credential.
 */
function onTheWire(fact: Fact): string | undefined {
  switch (fact.type) {
    case 'connection.dialled':
      return JSON.stringify(['clientHello', fact.address, fact.clientRandom]);
    case 'handshake.serverPresented':
      return JSON.stringify([
        'serverCertificate',
        fact.serverRandom,
        fact.requestsClientCertificate,
        fact.chain,
      ]);
    case 'handshake.serverProved':
      return JSON.stringify(['serverCertificateVerify', fact.signature]);
    case 'handshake.clientPresented':
      return JSON.stringify(['clientCertificate', fact.chain]);
    case 'handshake.clientProved':
      return JSON.stringify(['clientCertificateVerify', fact.signature]);
    default:
      return undefined;
  }
}

/** SHA-256 over the hash of the facts before and this one: any changed byte changes every later transcript. */
function chained(transcript: string, fact: Fact): string {
  const added = onTheWire(fact);
  return added === undefined ? transcript : sha256Hex(`${transcript}\n${added}`);
}

function dial(state: ClusterState, fact: Fact<FactOf<'connection.dialled'>>): ClusterState {
  const connection: Connection = {
    id: fact.connection,
    from: fact.by,
    to: fact.to,
    address: fact.address,
    trust: fact.trust,
    credential: fact.credential,
    stage: 'dialled',
    transcript: chained('', fact),
    serverChain: [],
    clientChain: [],
    requestsClientCertificate: false,
  };
  return {
    ...state,
    connections: state.connections.set(connection.id, connection),
    openConnections: opened(state.openConnections, connection.from, connection.id),
  };
}

type OpenIds = ClusterState['openConnections'];

const opened = (open: OpenIds, from: ComponentId, id: string): OpenIds =>
  open.set(from, [...(open.get(from) ?? []), id]);

const ended = (open: OpenIds, from: ComponentId, id: string): OpenIds =>
  open.set(
    from,
    (open.get(from) ?? []).filter((other) => other !== id),
  );

function endConnection(
  state: ClusterState,
  fact: Fact & { connection: string },
  stage: 'refused' | 'closed',
): ClusterState {
  const changed = changeConnection(state, fact, { stage });
  const connection = state.connections.get(fact.connection);
  return connection
    ? {
        ...changed,
        openConnections: ended(changed.openConnections, connection.from, connection.id),
      }
    : changed;
}

function changeConnection(
  state: ClusterState,
  fact: Fact & { connection: string },
  change: Partial<Connection>,
): ClusterState {
  const connection = state.connections.get(fact.connection);
  if (!connection) return state;
  const changed = { ...connection, ...change, transcript: chained(connection.transcript, fact) };
  return { ...state, connections: state.connections.set(connection.id, changed) };
}

function changeExchange(
  state: ClusterState,
  id: string | undefined,
  change: Partial<Exchange>,
): ClusterState {
  const exchange = id === undefined ? undefined : state.exchanges.get(id);
  return exchange
    ? { ...state, exchanges: state.exchanges.set(exchange.id, { ...exchange, ...change }) }
    : state;
}

function endExchange(
  state: ClusterState,
  id: string,
  change: Partial<Exchange> & { stage: ExchangeStage },
): ClusterState {
  const exchange = state.exchanges.get(id);
  if (!exchange) return state;
  const changed = changeExchange(state, id, change);
  return { ...changed, openExchanges: ended(changed.openExchanges, exchange.from, id) };
}

function prepare(state: ClusterState, fact: Fact<FactOf<'request.prepared'>>): ClusterState {
  const exchange: Exchange = {
    id: fact.exchange,
    from: fact.by,
    to: fact.to,
    address: fact.address,
    trust: fact.trust,
    credential: fact.credential,
    request: fact.request,
    stage: 'prepared',
  };
  return {
    ...state,
    exchanges: state.exchanges.set(exchange.id, exchange),
    openExchanges: opened(state.openExchanges, exchange.from, exchange.id),
  };
}

function proofOf(
  state: ClusterState,
  fact: Fact<FactOf<'handshake.serverProved' | 'handshake.clientProved'>>,
) {
  return {
    transcript: state.connections.get(fact.connection)?.transcript ?? '',
    signature: fact.signature,
  };
}

export function evolveTransport(state: ClusterState, fact: Fact): ClusterState {
  switch (fact.type) {
    case 'connection.dialled':
      return dial(state, fact);
    case 'handshake.serverPresented':
      return changeConnection(state, fact, {
        stage: 'serverPresented',
        serverChain: fact.chain,
        requestsClientCertificate: fact.requestsClientCertificate,
      });
    case 'handshake.serverProved':
      return changeConnection(state, fact, {
        stage: 'serverProved',
        serverProof: proofOf(state, fact),
      });
    case 'handshake.serverAccepted':
      return changeConnection(state, fact, { stage: 'serverAccepted' });
    case 'handshake.clientPresented':
      return changeConnection(state, fact, { stage: 'clientPresented', clientChain: fact.chain });
    case 'handshake.clientProved':
      return changeConnection(state, fact, {
        stage: 'clientProved',
        clientProof: proofOf(state, fact),
      });
    case 'connection.established':
      return changeConnection(state, fact, { stage: 'established' });
    case 'connection.refused':
      return endConnection(state, fact, 'refused');
    case 'connection.closed':
      return endConnection(state, fact, 'closed');
    case 'request.prepared':
      return prepare(state, fact);
    case 'request.sent':
      return changeExchange(state, fact.exchange, { stage: 'sent', connection: fact.connection });
    case 'request.received':
      return changeExchange(state, fact.exchange, { stage: 'received' });
    case 'request.authenticated':
      return changeExchange(state, fact.exchange, { stage: 'authenticated', user: fact.user });
    case 'request.authorized':
      return changeExchange(state, fact.exchange, { stage: 'authorized' });
    case 'request.decoded':
      return changeExchange(state, fact.exchange, {
        stage: 'decoded',
        object: fact.object,
        ...(fact.csr ? { csr: fact.csr } : {}),
      });
    case 'request.admitted':
      return changeExchange(state, fact.exchange, { stage: 'admitted', object: fact.object });
    case 'request.validated':
      return changeExchange(state, fact.exchange, { stage: 'validated', object: fact.object });
    case 'object.stored':
      return changeExchange(state, fact.exchange, { stage: 'stored', object: fact.object });
    case 'response.sent':
      return changeExchange(state, fact.exchange, { stage: 'answered', answer: fact.answer });
    case 'response.received': {
      const watching = state.exchanges.get(fact.exchange)?.answer?.kind === 'watching';
      return watching
        ? changeExchange(state, fact.exchange, { stage: 'watching' })
        : endExchange(state, fact.exchange, { stage: 'done' });
    }
    case 'watch.sent':
      return {
        ...state,
        deliveries: state.deliveries.set(fact.delivery, {
          exchange: fact.exchange,
          event: fact.event,
        }),
      };
    case 'watch.received':
      return { ...state, deliveries: state.deliveries.delete(fact.delivery) };
    case 'watch.closed':
      return endExchange(state, fact.exchange, { stage: 'done' });
    case 'request.failed':
      return endExchange(state, fact.exchange, { stage: 'failed', error: fact.error });
    default:
      return state;
  }
}
