import type { Fact, FactBody, Log } from '../../src/cluster/model/facts.ts';

/** Ids that must not meet again when a log is put behind itself. */
const IDS = ['exchange', 'connection', 'delivery', 'effect', 'timer'] as const;

function again(fact: Fact | FactBody, round: number): FactBody {
  const copy: Record<string, unknown> = { ...fact };
  for (const id of IDS) if (typeof copy[id] === 'string') copy[id] = `${copy[id]}#${round}`;
  return copy as unknown as FactBody;
}

/** What ends a run, so that nothing stays open while the next one begins. */
function ending(log: Log): readonly FactBody[] {
  return log.flatMap((fact): FactBody[] => {
    if (fact.type === 'connection.dialled')
      return [
        { type: 'connection.closed', by: fact.by, connection: fact.connection, reason: 'over' },
      ];
    const watches = fact.type === 'request.prepared' && fact.request.verb === 'watch';
    return watches ? [{ type: 'watch.closed', by: fact.by, exchange: fact.exchange }] : [];
  });
}

/** A log of at least `count` facts: the given run again and again, with fresh ids. */
export function longLog(log: Log, count: number): Log {
  const rest = [...log.slice(1), ...ending(log)];
  const rounds = Math.ceil(count / rest.length);
  const at = log.at(-1)?.at ?? 0;
  const bodies = Array.from({ length: rounds }, (_, round) =>
    rest.map((fact) => again(fact, round)),
  );
  return [log[0], ...bodies.flat()].map((body, seq) => ({ at, ...body, seq }) as Fact);
}
