/** What the stage remembers: requests and connections under way, and certificates by their PEM. */
import type { Fact } from '../../cluster/model/facts.ts';
import { connectionAfter, newConnection } from './connections.ts';
import type { Passage, StageConnection, StageMemory } from './model.ts';
import { isOver, newPassage, passageAfter, tlsJudged } from './passages.ts';

export const noMemory: StageMemory = {
  passages: [],
  connections: [],
  certificates: [],
  bootstrapPaths: {},
};

const exchangeOf = (fact: Fact): string | undefined =>
  'exchange' in fact ? fact.exchange : undefined;

const connectionOf = (fact: Fact): string | undefined =>
  'connection' in fact && fact.type !== 'request.sent' ? fact.connection : undefined;

/** Watch events belong to a request that went through its corridor long ago: they do not bring it back into view. */
const isAboutPassage = (fact: Fact): boolean =>
  fact.type !== 'watch.sent' && fact.type !== 'watch.received' && fact.type !== 'watch.closed';

const withoutWatch = (memory: StageMemory, exchange: string): StageMemory => ({
  ...memory,
  passages: memory.passages.filter(
    (passage) => passage.exchange.id !== exchange || exchange === memory.current,
  ),
});

function changePassage(
  memory: StageMemory,
  id: string,
  change: (passage: Passage) => Passage,
): StageMemory {
  const index = memory.passages.findLastIndex(({ exchange }) => exchange.id === id);
  const found = memory.passages[index];
  return found
    ? { ...memory, passages: memory.passages.with(index, change(found)), current: id }
    : memory;
}

/** Keeps what may still change, and what is shown. */
function swept(memory: StageMemory): StageMemory {
  const passages = memory.passages.filter(
    (passage) => passage.exchange.id === memory.current || !isOver(passage),
  );
  const shown = memory.passages.find(({ exchange }) => exchange.id === memory.current)?.connection;
  const connections = memory.connections.filter(
    ({ id, stage }) => id === shown || (stage !== 'refused' && stage !== 'closed'),
  );
  return { ...memory, passages, connections };
}

function begun(memory: StageMemory, fact: Fact): StageMemory {
  if (fact.type !== 'request.prepared') return memory;
  const passages = [...memory.passages, newPassage(fact, memory.certificates)];
  return swept({ ...memory, passages, current: fact.exchange });
}

/** The request for which a connection is dialled: the one that the dialler prepared last and that waits. */
function dialled(memory: StageMemory, fact: Fact): StageMemory {
  if (fact.type !== 'connection.dialled') return memory;
  const connections = [...memory.connections, newConnection(fact, memory.certificates)];
  const waiting = memory.passages.findLast(
    ({ exchange, connection }) =>
      exchange.from === fact.by && exchange.travel === 'waiting' && connection === undefined,
  );
  const next = { ...memory, connections };
  return waiting
    ? changePassage(next, waiting.exchange.id, (passage) => ({
        ...passage,
        connection: fact.connection,
      }))
    : next;
}

const tlsOutcome = ({ serverShows }: StageConnection): 'checked' | 'unchecked' =>
  serverShows.checked === 'skipped' ? 'unchecked' : 'checked';

function connectionMoved(memory: StageMemory, fact: Fact, id: string): StageMemory {
  const index = memory.connections.findLastIndex((connection) => connection.id === id);
  const found = memory.connections[index];
  if (!found) return memory;
  const connection = connectionAfter(found, fact, memory.certificates);
  const next = { ...memory, connections: memory.connections.with(index, connection) };
  const passage = next.passages.findLast((candidate) => candidate.connection === id);
  if (!passage) return next;
  return changePassage(next, passage.exchange.id, (waiting) => {
    if (fact.type === 'connection.refused')
      return tlsJudged(waiting, 'refused', fact.seq, [fact.error]);
    return fact.type === 'connection.established'
      ? tlsJudged(waiting, tlsOutcome(connection), fact.seq, [])
      : waiting;
  });
}

/** A request goes out on a connection that stands already: its first gate is passed. */
function sentOnOpenConnection(memory: StageMemory, fact: Fact): StageMemory {
  if (fact.type !== 'request.sent') return memory;
  const connection = memory.connections.find(({ id }) => id === fact.connection);
  return connection
    ? changePassage(memory, fact.exchange, (passage) =>
        passage.corridor[0]?.state === 'ahead'
          ? tlsJudged(passage, tlsOutcome(connection), fact.seq, [])
          : passage,
      )
    : memory;
}

/** The memory after a fact. */
export function memoryAfter(memory: StageMemory, fact: Fact): StageMemory {
  if (fact.type === 'scenario.started') {
    const paths = fact.cluster.nodes.map(
      (node) => [node.name, node.kubelet.bootstrapKubeconfig] as const,
    );
    return { ...memory, bootstrapPaths: Object.fromEntries(paths) };
  }
  if (fact.type === 'certificate.issued') {
    const { pem, role, certificate } = fact;
    return { ...memory, certificates: [...memory.certificates, { pem, role, certificate }] };
  }
  if (fact.type === 'request.prepared') return begun(memory, fact);
  if (fact.type === 'connection.dialled') return dialled(memory, fact);
  const connection = connectionOf(fact);
  if (connection !== undefined) return connectionMoved(memory, fact, connection);
  if (fact.type === 'watch.closed') return withoutWatch(memory, fact.exchange);
  const exchange = exchangeOf(fact);
  if (exchange === undefined || !isAboutPassage(fact)) return memory;
  return changePassage(sentOnOpenConnection(memory, fact), exchange, (passage) =>
    passageAfter(passage, fact),
  );
}

/** The request in the corridor. */
export const currentPassage = (memory: StageMemory): Passage | undefined =>
  memory.passages.findLast(({ exchange }) => exchange.id === memory.current);
