/** Requests on connections: which one carries a request, and what is sent when a connection stands. */
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import type { ComponentId, Credential } from '../model/requests.ts';
import { rollHex } from '../model/roll.ts';
import type { ClusterState } from '../model/state.ts';
import type { Connection, Exchange } from '../model/state/transport.ts';
import { LATENCY } from './latency.ts';

/** A bearer token travels in each request, so it needs no connection of its own; a client certificate does. */
const sameIdentity = (a: Credential, b: Credential): boolean =>
  a.kind === 'clientCertificate' || b.kind === 'clientCertificate'
    ? a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b)
    : true;

/** A connection that this exchange can use: established, or on its way. */
function connectionFor(state: ClusterState, exchange: Exchange): Connection | undefined {
  return (state.openConnections.get(exchange.from) ?? [])
    .map((id) => state.connections.get(id))
    .find(
      (connection) =>
        connection !== undefined &&
        connection.to === exchange.to &&
        connection.address === exchange.address &&
        sameIdentity(connection.credential, exchange.credential) &&
        JSON.stringify(connection.trust) === JSON.stringify(exchange.trust),
    );
}

export function requestPrepared(
  state: ClusterState,
  fact: Fact<FactOf<'request.prepared'>>,
): readonly FactBody[] {
  const exchange = state.exchanges.get(fact.exchange);
  if (!exchange) return [];
  const connection = connectionFor(state, exchange);
  if (connection?.stage === 'established') return [sent(exchange, connection)];
  if (connection) return [];
  const id = idAfter(fact, 'connection');
  return [
    {
      type: 'connection.dialled',
      by: exchange.from,
      connection: id,
      to: exchange.to,
      address: exchange.address,
      trust: exchange.trust,
      credential: exchange.credential,
      clientRandom: rollHex(state.spec.seed, `clientRandom/${id}`, 32),
    },
  ];
}

function sent(exchange: Exchange, connection: Connection): FactBody {
  return {
    type: 'request.sent',
    by: exchange.from,
    exchange: exchange.id,
    connection: connection.id,
  };
}

/** Exchanges that wait for this connection, in the order in which they were prepared. */
function waitingFor(state: ClusterState, connection: Connection): readonly Exchange[] {
  return openExchangesFrom(state, connection.from).filter(
    (exchange) =>
      exchange.stage === 'prepared' && connectionFor(state, exchange)?.id === connection.id,
  );
}

function openExchangesFrom(state: ClusterState, from: ComponentId): readonly Exchange[] {
  return (state.openExchanges.get(from) ?? [])
    .map((id) => state.exchanges.get(id))
    .filter((exchange) => exchange !== undefined);
}

export function connectionEstablished(
  state: ClusterState,
  fact: Fact<FactOf<'connection.established'>>,
): readonly FactBody[] {
  const connection = state.connections.get(fact.connection);
  return connection
    ? waitingFor(state, connection).map((exchange) => sent(exchange, connection))
    : [];
}

/** Nobody can be asked on this connection any more: what waits for it or for an answer on it, fails. */
export function connectionLost(
  state: ClusterState,
  fact: Fact<FactOf<'connection.refused' | 'connection.closed'>>,
): readonly FactBody[] {
  const connection = state.connections.get(fact.connection);
  if (!connection) return [];
  const error = fact.type === 'connection.refused' ? fact.error : closedError(fact, connection);
  return openExchangesFrom(state, connection.from)
    .filter((exchange) => exchange.connection === connection.id || isOrphanOf(exchange, connection))
    .map((exchange) =>
      exchange.stage === 'watching'
        ? { type: 'watch.closed', by: exchange.from, exchange: exchange.id }
        : { type: 'request.failed', by: exchange.from, exchange: exchange.id, error },
    );
}

const closedError = (fact: Fact<FactOf<'connection.closed'>>, connection: Connection): string =>
  fact.by === connection.to ? 'EOF' : 'http2: client connection force closed';

/** A request that waited for this very connection to be established. */
const isOrphanOf = (exchange: Exchange, connection: Connection): boolean =>
  exchange.stage === 'prepared' &&
  exchange.from === connection.from &&
  exchange.to === connection.to &&
  exchange.address === connection.address &&
  sameIdentity(exchange.credential, connection.credential);

export function travels(
  state: ClusterState,
  exchange: string,
  flight: 'request' | 'response',
): readonly FactBody[] {
  const found = state.exchanges.get(exchange);
  if (!found) return [];
  return [
    {
      type: 'timer.set',
      by: flight === 'request' ? found.to : found.from,
      timer: `${flight}-${exchange}`,
      due: state.now + LATENCY,
      purpose: { name: flight, of: exchange },
    },
  ];
}

export function watchTravels(
  state: ClusterState,
  fact: Fact<FactOf<'watch.sent'>>,
): readonly FactBody[] {
  const found = state.exchanges.get(fact.exchange);
  if (!found) return [];
  return [
    {
      type: 'timer.set',
      by: found.from,
      timer: `watch-${fact.delivery}`,
      due: state.now + LATENCY,
      purpose: { name: 'watch', of: fact.delivery },
    },
  ];
}
