import type { Component } from '../model/component.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import type { ClusterState } from '../model/state.ts';
import { closedAfter } from '../transport/closing.ts';
import { scrapeFailed } from './failure.ts';
import { metricsServerId, scrapeBegun, scrapedNode } from './scraping.ts';

/** A scrape is over. One that went well leaves no line in the log. */
function scraped(
  state: ClusterState,
  fact: Fact<FactOf<'response.received' | 'request.failed'>>,
): readonly FactBody[] {
  const node = scrapedNode(fact.exchange);
  const exchange = state.exchanges.get(fact.exchange);
  if (node === undefined || exchange?.request.kind !== 'nonResource') return [];
  const { answer, address, request } = exchange;
  const common = { node, address, path: request.path };
  const line = (met: Parameters<typeof scrapeFailed>[1]['met']): FactBody =>
    scrapeFailed(fact.by, { ...common, met }, state.spec.controlPlane.release);
  if (fact.type === 'request.failed') return [line({ error: fact.error })];
  const closed = closedAfter(state, fact.exchange);
  return answer?.kind === 'text' && answer.code !== 200 ? [line(answer), ...closed] : closed;
}

function react(state: ClusterState, fact: Fact): readonly FactBody[] {
  if (fact.type === 'intent.given')
    return fact.intent.type === 'metricsServer.scrape'
      ? scrapeBegun(state, fact, fact.intent.node)
      : [];
  if (fact.by !== metricsServerId(state)) return [];
  return fact.type === 'response.received' || fact.type === 'request.failed'
    ? scraped(state, fact)
    : [];
}

/** metrics-server: one more that dials the port 10250 of every kubelet. */
export const metricsServer: Component = { name: 'metrics-server', react };
