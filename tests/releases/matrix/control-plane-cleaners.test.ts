import type { ClusterSpec } from '../../../src/cluster/model/cluster-spec.ts';
import { HOUR } from '../../../src/cluster/model/instant.ts';
import { LiveCluster } from '../../cluster/live-cluster.ts';
import { firstCsr } from './booted.ts';
import { row } from './row.ts';

/** Whether a request is still stored. */
const isThere = (cluster: LiveCluster): boolean =>
  cluster.csr(firstCsr(cluster).metadata.name) !== undefined;

row(
  'csrcleaner: issued requests, an hour later',
  [
    ['1.4', { there: true, refused: false }],
    ['1.9', { there: true, refused: true }],
    ['1.10', { there: false, refused: false }],
  ],
  async (release) => {
    const cluster = await LiveCluster.start(release);
    await cluster.pass(3 * HOUR);
    const refused = cluster
      .facts('request.notAuthorized')
      .some(({ exchange }) => exchange.includes('csrcleaner'));
    return { there: isThere(cluster), refused };
  },
);

/** No signer: what is approved is never issued. */
const withoutSigner = (spec: ClusterSpec): ClusterSpec => ({
  ...spec,
  controlPlane: {
    ...spec.controlPlane,
    controllerManager: {
      ...spec.controlPlane.controllerManager,
      controllers: ['*', 'bootstrapsigner', 'tokencleaner', '-csrsigning'],
    },
  },
});

row(
  'csrcleaner: approved, never issued, a day later',
  [
    ['1.10', true],
    ['1.35', false],
  ],
  async (release) => {
    const cluster = await LiveCluster.start(release, withoutSigner);
    const { name } = firstCsr(cluster).metadata;
    await cluster.give({ type: 'kubelet.stop', node: 'node-1' });
    await cluster.pass(26 * HOUR);
    return cluster.csr(name) !== undefined;
  },
);

row(
  'tokencleaner: an expired bootstrap token',
  [
    ['1.8', false],
    ['1.10', true],
    ['1.16', false],
  ],
  async (release) => {
    const cluster = await LiveCluster.start(release);
    await cluster.pass(25 * HOUR);
    return cluster.state.objects.has('secrets/kube-system/bootstrap-token-07401b');
  },
);
