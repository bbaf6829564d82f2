/** Ends of connections that neither side's error brings about. */
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import type { ClusterState } from '../model/state.ts';

/**
 * Closes the connection that carried an exchange, unless another exchange still uses it.
 * SIMPLIFIED: a connection to a kubelet ends with its answer; kube-apiserver keeps those for logs open for a while, and
 * dials for each exec as here.
 */
export function closedAfter(state: ClusterState, exchange: string): readonly FactBody[] {
  const found = state.exchanges.get(exchange);
  if (found?.connection === undefined) return [];
  const inUse = (state.openExchanges.get(found.from) ?? []).some(
    (id) => state.exchanges.get(id)?.connection === found.connection,
  );
  if (inUse || state.connections.get(found.connection)?.stage !== 'established') return [];
  return [
    {
      type: 'connection.closed',
      by: found.from,
      connection: found.connection,
      reason: 'answered',
    },
  ];
}

/** A process is gone: the connections that it dialled, and those that others dialled to it. */
export function closedByExit(
  state: ClusterState,
  { by }: Fact<FactOf<'process.exited'>>,
): readonly FactBody[] {
  const dialled = state.openConnections.get(by) ?? [];
  const accepted = state.openConnections
    .valueSeq()
    .flatMap((ids) => ids.filter((id) => state.connections.get(id)?.to === by));
  return [...dialled, ...accepted].map((connection) => ({
    type: 'connection.closed',
    by,
    connection,
    reason: 'processExited',
  }));
}
