/** Connections and what each side shows of itself on them. */
import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import { commonNameOf } from '../../cluster/model/names.ts';
import { parseBootstrapToken } from '../../cluster/model/bootstrap-token.ts';
import type { Credential } from '../../cluster/model/requests.ts';
import type { KnownCertificate, Shown, StageConnection } from './model.ts';

const NOTHING: Shown = { kind: 'nothing', checked: 'no' };

/** A certificate by what was known of it when it was issued; one from elsewhere has no name here. */
function shownCertificate(
  kind: 'clientCertificate' | 'servingCertificate',
  pem: string | undefined,
  known: readonly KnownCertificate[],
): Shown {
  const found = known.find((certificate) => certificate.pem === pem)?.certificate;
  if (!found) return { kind, checked: 'no' };
  return {
    kind,
    name: commonNameOf(found.subject),
    issuer: commonNameOf(found.issuer),
    checked: 'no',
  };
}

/** A caller's credential. Of a bootstrap token only the id is named; other tokens keep their name to themselves. */
export function shownCredential(credential: Credential, known: readonly KnownCertificate[]): Shown {
  switch (credential.kind) {
    case 'none':
      return NOTHING;
    case 'bearerToken': {
      const id = parseBootstrapToken(credential.token)?.id;
      return { kind: 'bearerToken', ...(id === undefined ? {} : { name: id }), checked: 'no' };
    }
    case 'clientCertificate':
      return shownCertificate('clientCertificate', credential.chain[0], known);
  }
}

export function newConnection(
  fact: Fact<FactOf<'connection.dialled'>>,
  known: readonly KnownCertificate[],
): StageConnection {
  return {
    id: fact.connection,
    from: fact.by,
    to: fact.to,
    address: fact.address,
    stage: 'dialled',
    clientShows: shownCredential(fact.credential, known),
    serverShows: NOTHING,
  };
}

function refused(
  connection: StageConnection,
  fact: Fact<FactOf<'connection.refused'>>,
): StageConnection {
  const serverFailed = fact.by === connection.from && connection.serverShows.kind !== 'nothing';
  const clientFailed = fact.by === connection.to && connection.clientShows.kind !== 'nothing';
  return {
    ...connection,
    stage: 'refused',
    error: fact.error,
    serverShows: serverFailed
      ? { ...connection.serverShows, checked: 'refused' }
      : connection.serverShows,
    clientShows: clientFailed
      ? { ...connection.clientShows, checked: 'refused' }
      : connection.clientShows,
  };
}

/** A connection after a fact about it. */
export function connectionAfter(
  connection: StageConnection,
  fact: Fact,
  known: readonly KnownCertificate[],
): StageConnection {
  switch (fact.type) {
    case 'handshake.serverPresented':
      return {
        ...connection,
        stage: 'serverPresented',
        serverShows: shownCertificate('servingCertificate', fact.chain[0], known),
      };
    case 'handshake.serverProved':
      return { ...connection, stage: 'serverProved' };
    case 'handshake.serverAccepted': {
      const checked = fact.checked === 'chain' ? 'yes' : 'skipped';
      return {
        ...connection,
        stage: 'serverAccepted',
        serverShows: { ...connection.serverShows, checked },
      };
    }
    case 'handshake.clientPresented':
      return { ...connection, stage: 'clientPresented' };
    case 'handshake.clientProved':
      return { ...connection, stage: 'clientProved' };
    case 'connection.established':
      return { ...connection, stage: 'established' };
    case 'connection.refused':
      return refused(connection, fact);
    case 'connection.closed':
      return { ...connection, stage: 'closed' };
    default:
      return connection;
  }
}
