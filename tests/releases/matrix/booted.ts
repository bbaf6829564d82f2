/** One booted cluster for each release, shared by the rows that only look at it. */
import type { ApiObject, CertificateSigningRequest } from '../../../src/cluster/model/objects.ts';
import type { ResourceRequest } from '../../../src/cluster/model/requests.ts';
import type { Release } from '../../../src/releases/release.ts';
import { LiveCluster } from '../../cluster/live-cluster.ts';

const clusters = new Map<Release, Promise<LiveCluster>>();

export function booted(release: Release): Promise<LiveCluster> {
  const known = clusters.get(release) ?? LiveCluster.start(release);
  clusters.set(release, known);
  return known;
}

/** The request for the node's first client certificate, as it was last stored. */
export function firstCsr(cluster: LiveCluster): CertificateSigningRequest {
  const stored = cluster
    .facts('object.stored')
    .flatMap(({ object }) => (object.kind === 'CertificateSigningRequest' ? [object] : []));
  const name = stored[0]?.metadata.name;
  const last = stored.findLast(({ metadata }) => metadata.name === name);
  if (!last) throw new Error('no request was stored');
  return last;
}

/** Bodies that were sent in requests for a resource. */
export const sent = (cluster: LiveCluster, resource: string): readonly ApiObject[] =>
  cluster
    .facts('request.prepared')
    .map(({ request }) => request)
    .filter((request): request is ResourceRequest => request.kind === 'resource')
    .filter((request) => request.resource === resource)
    .flatMap(({ body }) => (body ? [body] : []));

export const flagsOf = (cluster: LiveCluster, process: string): readonly string[] =>
  cluster.facts('process.started').find(({ by }) => by.startsWith(process))?.commandLine ?? [];
