import type { Component } from '../model/component.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import type { ClusterState } from '../model/state.ts';
import { closedByExit } from './closing.ts';
import { evolveTransport } from './evolve.ts';
import {
  connectionEstablished,
  connectionLost,
  requestPrepared,
  travels,
  watchTravels,
} from './exchanges.ts';
import {
  clientFlightArrived,
  clientPresented,
  handshakeCryptoCompleted,
  helloArrived,
  inFlight,
  serverAccepted,
  serverFlightArrived,
  serverPresented,
} from './handshake.ts';

/** What has arrived when a message's time on the wire is over. */
function arrived(state: ClusterState, fact: Fact<FactOf<'timer.fired'>>): readonly FactBody[] {
  const { name, of } = fact.purpose;
  const connection = state.connections.get(of);
  switch (name) {
    case 'hello':
      return connection ? helloArrived(state, connection) : [];
    case 'serverFlight':
      return connection ? serverFlightArrived(fact, connection) : [];
    case 'clientFlight':
      return connection ? clientFlightArrived(fact, connection) : [];
    case 'request':
      return isOpen(state, of) ? [{ type: 'request.received', by: fact.by, exchange: of }] : [];
    case 'response':
      return isOpen(state, of) ? [{ type: 'response.received', by: fact.by, exchange: of }] : [];
    case 'watch': {
      const delivery = state.deliveries.get(of);
      return delivery && isOpen(state, delivery.exchange)
        ? [{ type: 'watch.received', by: fact.by, delivery: of, ...delivery }]
        : [];
    }
    default:
      return [];
  }
}

function isOpen(state: ClusterState, exchange: string): boolean {
  const stage = state.exchanges.get(exchange)?.stage;
  return stage !== undefined && stage !== 'done' && stage !== 'failed';
}

function react(state: ClusterState, fact: Fact): readonly FactBody[] {
  switch (fact.type) {
    case 'request.prepared':
      return requestPrepared(state, fact);
    case 'connection.dialled':
      return flight(state, fact.connection, 'hello', 'to');
    case 'handshake.serverPresented':
      return serverPresented(state, fact);
    case 'handshake.serverProved':
      return flight(state, fact.connection, 'serverFlight', 'from');
    case 'handshake.serverAccepted':
      return serverAccepted(state, fact);
    case 'handshake.clientPresented':
      return clientPresented(state, fact);
    case 'handshake.clientProved':
      return flight(state, fact.connection, 'clientFlight', 'to');
    case 'connection.established':
      return connectionEstablished(state, fact);
    case 'connection.refused':
    case 'connection.closed':
      return connectionLost(state, fact);
    case 'request.sent':
      return travels(state, fact.exchange, 'request');
    case 'response.sent':
      return travels(state, fact.exchange, 'response');
    case 'watch.sent':
      return watchTravels(state, fact);
    case 'process.exited':
      return closedByExit(state, fact);
    case 'crypto.completed':
      return fact.purpose.name.startsWith('handshake.')
        ? handshakeCryptoCompleted(state, fact)
        : [];
    case 'timer.fired':
      return arrived(state, fact);
    default:
      return [];
  }
}

function flight(
  state: ClusterState,
  id: string,
  name: string,
  receiver: 'from' | 'to',
): readonly FactBody[] {
  const connection = state.connections.get(id);
  return connection ? [inFlight(state, connection, name, receiver)] : [];
}

/** Connections, handshakes and the messages on them; any component may be client or server. */
export const transport: Component = { name: 'transport', react, evolve: evolveTransport };
