import { describe, expect, it } from 'vitest';
import { scrapeFailed, type FailedScrape } from '../../../src/cluster/metrics-server/failure.ts';
import type { Release } from '../../../src/releases/release.ts';

const line = (release: Release, met: FailedScrape['met']) => {
  const failed = { node: 'node-1', address: '10.0.0.21:10250', path: '/stats/summary', met };
  const { file, message } = scrapeFailed('metrics-server@control-plane', failed, release);
  return { file, message };
};

describe('a scrape that failed', () => {
  it('is a chain of causes in metrics-server 0.3', () => {
    expect(line('1.8', { error: 'EOF' })).toEqual({
      file: 'manager.go',
      message:
        'unable to fully collect metrics: unable to fully scrape metrics from source kubelet_summary:node-1: unable to fetch metrics from Kubelet node-1 (10.0.0.21): Get https://10.0.0.21:10250/stats/summary: EOF',
    });
    expect(line('1.18', { code: 401, text: 'Unauthorized' }).message).toMatch(
      /: request failed - "401 Unauthorized", response: "Unauthorized"$/,
    );
  });

  it('is a structured line later', () => {
    expect(line('1.19', { error: 'EOF' })).toEqual({
      file: 'scraper.go',
      message:
        '"Failed to scrape node" err="Get \\"https://10.0.0.21:10250/stats/summary\\": EOF" node="node-1"',
    });
    expect(line('1.36', { code: 403, text: 'Forbidden (…)' }).message).toBe(
      '"Failed to scrape node" err="request failed, status: \\"403 Forbidden\\"" node="node-1"',
    );
  });
});
