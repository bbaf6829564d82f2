/** metrics-server, as it is installed in a cluster of a release. */
import { from, read, timeline, type Source } from './timeline.ts';

const metricsServer = (path: string, ref: string, symbol: string): Source =>
  read(path, ref, symbol, { repo: 'kubernetes-sigs/metrics-server' });

/** What it asks a kubelet for. */
export const metricsPath = timeline('metricsServer.path', [
  from(
    '1.4',
    '/stats/summary?only_cpu_and_memory=true',
    metricsServer('pkg/sources/summary/client.go', 'v0.3.7', 'GetSummary'),
  ),
  from(
    '1.19',
    '/metrics/resource',
    metricsServer('pkg/scraper/client/resource/client.go', 'v0.6.4', 'GetMetrics'),
  ),
]);

/** Which of a Node's addresses it dials: its default, then what its manifest gives. */
export const metricsAddressTypes = timeline<readonly string[]>('metricsServer.addressTypes', [
  from(
    '1.4',
    ['Hostname', 'InternalDNS', 'InternalIP', 'ExternalDNS', 'ExternalIP'],
    metricsServer('pkg/sources/summary/addrs.go', 'v0.3.7', 'DefaultAddressTypePriority'),
  ),
  from(
    '1.19',
    ['InternalIP', 'ExternalIP', 'Hostname'],
    metricsServer('manifests/base/deployment.yaml', 'v0.6.4', 'kubelet-preferred-address-types'),
  ),
]);

/** How it words a scrape that failed: releases 0.3 in one chain of causes, later ones as a structured line. */
export const scrapeFailure = timeline<'chain' | 'structured'>('metricsServer.scrapeFailure', [
  from(
    '1.4',
    'chain',
    metricsServer(
      'pkg/manager/manager.go; pkg/sources/manager.go; pkg/sources/summary/summary.go',
      'v0.3.7',
      'Collect',
    ),
  ),
  from('1.19', 'structured', metricsServer('pkg/scraper/scraper.go', 'v0.6.4', 'Scrape')),
]);
