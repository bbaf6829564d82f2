/**
 * The handshake in the order of TLS 1.3 (RFC 8446): hello, the server's certificate and proof, the client's. Each proof
 * is a real signature over the ordered facts so far; one changed byte, and the other side refuses.
 * SIMPLIFIED: no key exchange and no encryption; what a TLS session would hide is readable here.
 */
import type { CryptoOutcome } from '../model/crypto.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import { hostOf } from '../model/requests.ts';
import { rollHex } from '../model/roll.ts';
import { hostClock, type ClusterState } from '../model/state.ts';
import type { Connection } from '../model/state/transport.ts';
import { LATENCY } from './latency.ts';
import { releaseOf } from './release-of.ts';
import { serverAt } from './servers.ts';
import { serverCertificateError } from './verify-errors.ts';

const SERVER_CONTEXT = 'TLS 1.3, server CertificateVerify';
const CLIENT_CONTEXT = 'TLS 1.3, client CertificateVerify';

/** The host part of `host:port`, which the certificate must carry unless the dialler names another. */
const dialledName = (connection: Connection): string =>
  connection.trust.serverName ?? connection.address.slice(0, connection.address.lastIndexOf(':'));

export function inFlight(
  state: ClusterState,
  connection: Connection,
  flight: string,
  receiver: 'from' | 'to',
): FactBody {
  return {
    type: 'timer.set',
    by: connection[receiver],
    timer: `${flight}-${connection.id}`,
    due: state.now + LATENCY,
    purpose: { name: flight, of: connection.id },
  };
}

/** The client hello has arrived: the server shows its certificate and signs. */
export function helloArrived(state: ClusterState, connection: Connection): readonly FactBody[] {
  const server = serverAt(state, connection.to, connection.address);
  if ('error' in server) {
    return [
      {
        type: 'connection.refused',
        by: connection.from,
        connection: connection.id,
        reason: 'unreachable',
        error: server.error,
      },
    ];
  }
  if ('alert' in server) {
    return [
      {
        type: 'connection.refused',
        by: connection.to,
        connection: connection.id,
        reason: 'noCertificate',
        error: server.alert,
      },
    ];
  }
  return [
    {
      type: 'handshake.serverPresented',
      by: connection.to,
      connection: connection.id,
      chain: server.chain,
      serverRandom: rollHex(state.spec.seed, `serverRandom/${connection.id}`, 32),
      requestsClientCertificate: server.requestsClientCertificate,
    },
  ];
}

export function serverPresented(
  state: ClusterState,
  fact: Fact<FactOf<'handshake.serverPresented'>>,
): readonly FactBody[] {
  const connection = state.connections.get(fact.connection);
  const server = connection && serverAt(state, connection.to, connection.address);
  if (!connection || !server || !('key' in server)) return [];
  return [
    {
      type: 'crypto.asked',
      by: connection.to,
      effect: idAfter(fact, 'server-proof'),
      purpose: { name: 'handshake.serverProof', of: connection.id },
      ask: {
        kind: 'sign',
        key: server.key,
        context: SERVER_CONTEXT,
        transcript: connection.transcript,
      },
    },
  ];
}

/** The server's flight has arrived: the client checks the signature, and the chain as far as its policy demands. */
export function serverFlightArrived(fact: Fact, connection: Connection): readonly FactBody[] {
  const leaf = connection.serverChain[0];
  const proof = connection.serverProof;
  if (leaf === undefined || !proof) return [];
  return [
    {
      type: 'crypto.asked',
      by: connection.from,
      effect: idAfter(fact, 'check-server-proof'),
      purpose: { name: 'handshake.checkServerProof', of: connection.id },
      ask: { kind: 'verifySignature', certificate: leaf, context: SERVER_CONTEXT, ...proof },
    },
  ];
}

/** The server proved that it holds the key; now its chain, unless the dialler skips that. */
function serverProofChecked(
  state: ClusterState,
  fact: Fact,
  connection: Connection,
  valid: boolean,
): readonly FactBody[] {
  if (!valid)
    return [
      refusedByClient(
        connection,
        'serverSignature',
        'tls: invalid signature by the server certificate: ECDSA verification failure',
      ),
    ];
  const { roots } = connection.trust;
  if (roots === 'skip')
    return [
      {
        type: 'handshake.serverAccepted',
        by: connection.from,
        connection: connection.id,
        checked: 'nothing',
      },
    ];
  return [
    {
      type: 'crypto.asked',
      by: connection.from,
      effect: idAfter(fact, 'check-server-chain'),
      purpose: { name: 'handshake.checkServerChain', of: connection.id },
      ask: {
        kind: 'verifyChain',
        chain: connection.serverChain,
        roots,
        at: hostClock(state, hostOf(connection.from)),
        purpose: 'serverAuth',
        name: dialledName(connection),
      },
    },
  ];
}

function refusedByClient(connection: Connection, reason: string, error: string): FactBody {
  return {
    type: 'connection.refused',
    by: connection.from,
    connection: connection.id,
    reason,
    error,
  };
}

export function serverAccepted(
  state: ClusterState,
  fact: Fact<FactOf<'handshake.serverAccepted'>>,
): readonly FactBody[] {
  const connection = state.connections.get(fact.connection);
  if (!connection) return [];
  if (!connection.requestsClientCertificate)
    return [inFlight(state, connection, 'clientFlight', 'to')];
  const chain =
    connection.credential.kind === 'clientCertificate' ? connection.credential.chain : [];
  return [
    { type: 'handshake.clientPresented', by: connection.from, connection: connection.id, chain },
  ];
}

export function clientPresented(
  state: ClusterState,
  fact: Fact<FactOf<'handshake.clientPresented'>>,
): readonly FactBody[] {
  const connection = state.connections.get(fact.connection);
  if (!connection) return [];
  if (connection.credential.kind !== 'clientCertificate')
    return [inFlight(state, connection, 'clientFlight', 'to')];
  return [
    {
      type: 'crypto.asked',
      by: connection.from,
      effect: idAfter(fact, 'client-proof'),
      purpose: { name: 'handshake.clientProof', of: connection.id },
      ask: {
        kind: 'sign',
        key: connection.credential.key,
        context: CLIENT_CONTEXT,
        transcript: connection.transcript,
      },
    },
  ];
}

/** The client's flight has arrived: the server checks the proof of possession, where a certificate was shown. */
export function clientFlightArrived(fact: Fact, connection: Connection): readonly FactBody[] {
  const leaf = connection.clientChain[0];
  const established: FactBody = {
    type: 'connection.established',
    by: connection.to,
    connection: connection.id,
  };
  if (leaf === undefined || !connection.clientProof) return [established];
  return [
    {
      type: 'crypto.asked',
      by: connection.to,
      effect: idAfter(fact, 'check-client-proof'),
      purpose: { name: 'handshake.checkClientProof', of: connection.id },
      ask: {
        kind: 'verifySignature',
        certificate: leaf,
        context: CLIENT_CONTEXT,
        ...connection.clientProof,
      },
    },
  ];
}

/** Goes on with the handshake when a signature was made or checked. */
export function handshakeCryptoCompleted(
  state: ClusterState,
  fact: Fact<FactOf<'crypto.completed'>>,
): readonly FactBody[] {
  const connection = state.connections.get(fact.purpose.of);
  if (!connection) return [];
  const { outcome } = fact;
  if (outcome.kind === 'failed')
    return [refusedByClient(connection, 'broken', `tls: internal error: ${outcome.message}`)];
  switch (fact.purpose.name) {
    case 'handshake.serverProof':
      return outcome.kind === 'sign'
        ? [
            {
              type: 'handshake.serverProved',
              by: connection.to,
              connection: connection.id,
              signature: outcome.result.signature,
            },
          ]
        : [];
    case 'handshake.checkServerProof':
      return outcome.kind === 'verifySignature'
        ? serverProofChecked(state, fact, connection, outcome.result.valid)
        : [];
    case 'handshake.checkServerChain':
      return serverChainChecked(state, connection, outcome);
    case 'handshake.clientProof':
      return outcome.kind === 'sign'
        ? [
            {
              type: 'handshake.clientProved',
              by: connection.from,
              connection: connection.id,
              signature: outcome.result.signature,
            },
          ]
        : [];
    case 'handshake.checkClientProof':
      return outcome.kind === 'verifySignature'
        ? [clientProofChecked(connection, outcome.result.valid)]
        : [];
    default:
      return [];
  }
}

function serverChainChecked(
  state: ClusterState,
  connection: Connection,
  outcome: CryptoOutcome,
): readonly FactBody[] {
  if (outcome.kind !== 'verifyChain') return [];
  if (outcome.result.ok)
    return [
      {
        type: 'handshake.serverAccepted',
        by: connection.from,
        connection: connection.id,
        checked: 'chain',
      },
    ];
  const error = serverCertificateError(outcome.result.failure, releaseOf(state, connection.from));
  return [refusedByClient(connection, outcome.result.failure.reason, error)];
}

function clientProofChecked(connection: Connection, valid: boolean): FactBody {
  if (valid)
    return { type: 'connection.established', by: connection.to, connection: connection.id };
  return {
    type: 'connection.refused',
    by: connection.to,
    connection: connection.id,
    reason: 'clientSignature',
    error: 'remote error: tls: error decrypting message',
  };
}
