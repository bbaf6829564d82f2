/** The handshake of a connection as one arrow with the messages that it is made of. */
import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import { label } from '../projection.ts';
import { changeArrow, withArrow } from './arrows.ts';
import type { Arrow, ArrowStatus, Flight, FlightLabelKey, SequenceDiagram } from './model.ts';

type HandshakeFact = Fact<
  FactOf<
    | 'handshake.serverPresented'
    | 'handshake.serverProved'
    | 'handshake.serverAccepted'
    | 'handshake.clientPresented'
    | 'handshake.clientProved'
  >
>;

function dialled(
  diagram: SequenceDiagram,
  fact: Fact<FactOf<'connection.dialled'>>,
): SequenceDiagram {
  return withArrow(diagram, {
    id: fact.connection,
    kind: 'handshake',
    from: fact.by,
    to: fact.to,
    label: label('arrow.tls', { address: fact.address }),
    status: 'inFlight',
    background: false,
    group: fact.connection,
    connection: fact.connection,
    seq: fact.seq,
    lastSeq: fact.seq,
    at: fact.at,
    flights: [
      {
        from: fact.by,
        to: fact.to,
        label: label('flight.clientHello', { address: fact.address }),
        seq: fact.seq,
      },
    ],
  });
}

function flightKey(fact: HandshakeFact): FlightLabelKey {
  switch (fact.type) {
    case 'handshake.serverPresented':
      return 'flight.serverCertificate';
    case 'handshake.serverProved':
      return 'flight.serverProof';
    case 'handshake.serverAccepted':
      return fact.checked === 'chain' ? 'flight.serverAccepted' : 'flight.serverNotChecked';
    case 'handshake.clientPresented':
      return fact.chain.length === 0 ? 'flight.noClientCertificate' : 'flight.clientCertificate';
    case 'handshake.clientProved':
      return 'flight.clientProof';
  }
}

function withFlight(arrow: Arrow, fact: Fact, key: FlightLabelKey): readonly Flight[] {
  const to = fact.by === arrow.from ? arrow.to : arrow.from;
  return [...arrow.flights, { from: fact.by, to, label: label(key), seq: fact.seq }];
}

/** What the arrow is called as soon as more is known than that somebody dials. */
function tlsLabel(arrow: Arrow, fact: HandshakeFact): Arrow['label'] {
  if (fact.type === 'handshake.clientProved')
    return label('arrow.tlsWithCertificate', arrow.label.params);
  if (fact.type === 'handshake.serverAccepted' && fact.checked === 'nothing')
    return label('arrow.tlsUnchecked', arrow.label.params);
  return arrow.label;
}

function ended(
  diagram: SequenceDiagram,
  fact: Fact<FactOf<'connection.established' | 'connection.refused'>>,
): SequenceDiagram {
  const refused = fact.type === 'connection.refused';
  return changeArrow(diagram, fact.connection, fact.seq, (arrow) => ({
    status: refused ? 'refused' : 'arrived',
    flights: withFlight(arrow, fact, refused ? 'flight.refused' : 'flight.established'),
    ...(refused ? { text: fact.error } : {}),
  }));
}

/** A connection closed before it stood. One that stood is over without an arrow of its own. */
function closed(
  diagram: SequenceDiagram,
  fact: Fact<FactOf<'connection.closed'>>,
): SequenceDiagram {
  const unfinished = diagram.arrows.some(
    ({ id, status }) => id === fact.connection && status === 'inFlight',
  );
  const status: ArrowStatus = 'lost';
  return unfinished ? changeArrow(diagram, fact.connection, fact.seq, () => ({ status })) : diagram;
}

export function applyHandshake(diagram: SequenceDiagram, fact: Fact): SequenceDiagram {
  switch (fact.type) {
    case 'connection.dialled':
      return dialled(diagram, fact);
    case 'handshake.serverPresented':
    case 'handshake.serverProved':
    case 'handshake.serverAccepted':
    case 'handshake.clientPresented':
    case 'handshake.clientProved':
      return changeArrow(diagram, fact.connection, fact.seq, (arrow) => ({
        label: tlsLabel(arrow, fact),
        flights: withFlight(arrow, fact, flightKey(fact)),
      }));
    case 'connection.established':
    case 'connection.refused':
      return ended(diagram, fact);
    case 'connection.closed':
      return closed(diagram, fact);
    default:
      return diagram;
  }
}
