import { describe, expect, it } from 'vitest';
import { accessOf } from '../../../../src/cluster/kubelet/server/access.ts';
import type { Release } from '../../../../src/releases/release.ts';

const get = (path: string, release: Release) =>
  accessOf({ kind: 'nonResource', verb: 'get', path }, release).subresources;

describe('what a request to port 10250 needs', () => {
  it('logs and exec are nodes/proxy, exec a creation', () => {
    expect(get('/containerLogs/default/web/web', '1.8')).toEqual(['proxy']);
    expect(
      accessOf(
        { kind: 'nonResource', verb: 'post', path: '/exec/default/web/web?command=ls' },
        '1.36',
      ),
    ).toEqual({ verb: 'create', subresources: ['proxy'] });
  });

  it.each([
    ['/stats/summary?only_cpu_and_memory=true', 'stats'],
    ['/metrics', 'metrics'],
    ['/metrics/resource', 'metrics'],
    ['/logs/kubelet.log', 'log'],
    ['/metricsx', 'proxy'],
  ])('%s is nodes/%s', (path, subresource) => {
    expect(get(path, '1.19')).toEqual([subresource]);
  });

  it('/spec had a name of its own up to 1.20, /checkpoint has one from 1.30', () => {
    expect(get('/spec/', '1.20')).toEqual(['spec']);
    expect(get('/spec/', '1.21')).toEqual(['proxy']);
    expect(get('/checkpoint/default/web/web', '1.29')).toEqual(['proxy']);
    expect(get('/checkpoint/default/web/web', '1.30')).toEqual(['checkpoint']);
  });

  it('finer names are tried before nodes/proxy from 1.33', () => {
    expect(get('/pods', '1.32')).toEqual(['proxy']);
    expect(get('/pods', '1.33')).toEqual(['pods', 'proxy']);
    expect(get('/configz', '1.36')).toEqual(['configz', 'proxy']);
    expect(get('/healthz', '1.36')).toEqual(['healthz', 'proxy']);
  });
});
