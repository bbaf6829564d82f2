/** What metrics-server writes of a scrape that failed. */
import { scrapeFailure } from '../../releases/kubelet-server-metrics.ts';
import { requestErrorQuotesUrl } from '../../releases/transport.ts';
import type { Release } from '../../releases/release.ts';
import type { FactOf } from '../model/facts.ts';
import { goQuoted } from '../model/go-text.ts';
import type { ComponentId } from '../model/requests.ts';

export interface FailedScrape {
  readonly node: string;
  /** `host:port` as dialled. */
  readonly address: string;
  readonly path: string;
  /** No answer: what the connection met. Else the code and body of the kubelet's answer. */
  readonly met: { readonly error: string } | { readonly code: number; readonly text: string };
}

const PHRASES: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
};

const statusLine = (code: number): string => `${code} ${PHRASES[code] ?? ''}`.trim();

function urlError({ address, path }: FailedScrape, error: string, release: Release): string {
  const url = `https://${address}${path}`;
  return `Get ${requestErrorQuotesUrl.at(release) ? goQuoted(url) : url}: ${error}`;
}

/** Releases 0.3: every layer puts its own words before the cause. */
function chain(failed: FailedScrape, release: Release): string {
  const { node, address, met } = failed;
  const cause =
    'error' in met
      ? urlError(failed, met.error, release)
      : `request failed - ${goQuoted(statusLine(met.code))}, response: ${goQuoted(met.text)}`;
  const host = address.slice(0, address.lastIndexOf(':'));
  return `unable to fully collect metrics: unable to fully scrape metrics from source kubelet_summary:${node}: unable to fetch metrics from Kubelet ${node} (${host}): ${cause}`;
}

function structured(failed: FailedScrape, release: Release): string {
  const { node, met } = failed;
  const cause =
    'error' in met
      ? urlError(failed, met.error, release)
      : `request failed, status: ${goQuoted(statusLine(met.code))}`;
  return `"Failed to scrape node" err=${goQuoted(cause)} node=${goQuoted(node)}`;
}

/**
 * The line for a failed scrape.
 * @param release of the cluster, which says which metrics-server is installed
 */
export function scrapeFailed(
  by: ComponentId,
  failed: FailedScrape,
  release: Release,
): FactOf<'log.printed'> {
  const isChain = scrapeFailure.at(release) === 'chain';
  return {
    type: 'log.printed',
    by,
    severity: 'E',
    verbosity: 0,
    file: isChain ? 'manager.go' : 'scraper.go',
    message: isChain ? chain(failed, release) : structured(failed, release),
  };
}
