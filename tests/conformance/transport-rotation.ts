/** A kubelet of a whole cluster, whose certificate of an hour is replaced: what becomes of its connections. */
import type { ClusterSpec } from '../../src/cluster/model/cluster-spec.ts';
import { HOUR, MINUTE } from '../../src/cluster/model/instant.ts';
import type { Release } from '../../src/releases/release.ts';
import { LiveCluster } from '../cluster/live-cluster.ts';

const withHours = (spec: ClusterSpec): ClusterSpec => ({
  ...spec,
  controlPlane: {
    ...spec.controlPlane,
    controllerManager: {
      ...spec.controlPlane.controllerManager,
      clusterSigningDuration: HOUR,
    },
  },
});

export interface TransportRotation {
  readonly connectionsClosed: boolean;
  /** Whether the first handshake after that shows the newer of the two certificates. */
  readonly showsNewCertificate: boolean;
}

const KUBELET = 'kubelet@node-1';

const heldBy = (cluster: LiveCluster): string | undefined =>
  cluster.state.kubelets.get('node-1')?.clientCertificate?.pem;

/** Lets time pass, an hour and a half at most, until something is so. */
async function until(cluster: LiveCluster, isSo: () => boolean): Promise<void> {
  for (let steps = 0; steps < 18 && !isSo(); steps += 1) await cluster.pass(5 * MINUTE);
}

export async function transportRotation(release: Release): Promise<TransportRotation> {
  const cluster = await LiveCluster.start(release, withHours);
  const first = heldBy(cluster);
  await until(cluster, () => heldBy(cluster) !== first);
  const second = heldBy(cluster);
  const closed = () =>
    cluster.facts('connection.closed').find(({ reason }) => reason === 'certificateRotated');
  const shown = () =>
    cluster
      .facts('handshake.clientPresented')
      .find(({ by, at }) => by === KUBELET && at >= (closed()?.at ?? Infinity));
  // A kubelet's reports are no requests here, so that its next connection is that of the next renewal.
  await until(cluster, () => shown() !== undefined);
  return {
    connectionsClosed: closed() !== undefined,
    showsNewCertificate: second !== first && shown()?.chain[0] === second,
  };
}
