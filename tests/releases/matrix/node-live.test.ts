import type { ClusterSpec } from '../../../src/cluster/model/cluster-spec.ts';
import { DAY, MINUTE, SECOND } from '../../../src/cluster/model/instant.ts';
import type { Release } from '../../../src/releases/release.ts';
import { LiveCluster } from '../../cluster/live-cluster.ts';
import { FORBIDDEN } from '../../cluster/kubelet/scripted-server.ts';
import { loneKubelet } from '../../cluster/kubelet/lone-kubelet.ts';
import { booted } from './booted.ts';
import { startAndRenew } from './renewal.ts';
import { row } from './row.ts';

/** Seconds from a certificate's arrival to the end of the connections that were made without it. */
function closedAfter(cluster: LiveCluster, nth: number): number | 'never' {
  const installed = cluster
    .facts('certificate.installed')
    .filter(({ role }) => role === 'kubelet-client')[nth];
  if (!installed) throw new Error('there is no such certificate');
  const closed = cluster
    .facts('connection.closed')
    .find(({ at, reason }) => reason === 'certificateRotated' && at >= installed.at);
  return closed ? (closed.at - installed.at) / SECOND : 'never';
}

const within = (seconds: number | 'never'): string => {
  if (seconds === 'never') return seconds;
  return seconds <= 1 ? '1 s' : seconds <= 10 ? '10 s' : `${seconds} s`;
};

row(
  'close connections after',
  [
    ['1.7', 'never'],
    ['1.8', '10 s'],
  ],
  async (release) => {
    const cluster = await LiveCluster.start(release);
    await cluster.pass(340 * DAY);
    return within(closedAfter(cluster, 1));
  },
);

row(
  'close connections after the first certificate: seconds until the node registers',
  [
    ['1.14', 10],
    ['1.27', 1],
  ],
  async (release) => {
    const cluster = await booted(release);
    const [installed] = cluster.facts('certificate.installed');
    const registers = cluster.facts('request.sent').find(({ exchange }) => {
      const request = cluster.state.exchanges.get(exchange)?.request;
      return request?.kind === 'resource' && request.resource === 'nodes';
    });
    // The new connection and its handshake take a few milliseconds more.
    return Math.floor((registers!.at - installed!.at) / SECOND);
  },
);

row(
  'exit rule',
  [
    ['1.7', 'none'],
    ['1.9', 'F The currently active client certificate '],
    ['1.14', 'F It has been 5m0s since a valid client ce'],
    ['1.21', 'E "No valid client certificate is found an'],
  ],
  async (release) => {
    let refuses = false;
    const lone = await loneKubelet(release, {
      answer: (request) =>
        refuses && request.kind === 'resource' && request.verb === 'create' ? FORBIDDEN : undefined,
    });
    await startAndRenew(lone, () => (refuses = true));
    await lone.simulation.give({ type: 'host.setClock', host: 'node-1', offset: 150 * DAY });
    await lone.pass(7 * MINUTE);
    if (lone.facts('process.exited').length === 0) return 'none';
    const last = lone.facts('log.printed').findLast(({ file }) => file === 'transport.go');
    return `${last?.severity} ${last?.message.slice(0, 40)}`;
  },
);

/** First-boot's cluster, whose kubelet is told of no directory. */
const withDefaultDirectory = (spec: ClusterSpec): ClusterSpec => ({
  ...spec,
  nodes: spec.nodes.map(({ kubelet: { certDir: _, ...kubelet }, ...node }) => ({
    ...node,
    kubelet,
  })),
});

row(
  'default --cert-dir',
  [
    ['1.4', '/var/run/kubernetes'],
    ['1.9', '/var/lib/kubelet/pki'],
  ],
  async (release) => {
    const cluster = await LiveCluster.start(release, withDefaultDirectory);
    const files = [...cluster.state.hosts.get('node-1')!.files.keys()];
    return files.find((path) => path.endsWith('/kubelet.crt'))?.replace('/kubelet.crt', '');
  },
);

/** Whether a kubelet asks for a serving certificate on a host with these addresses. */
const asksWith = async (release: Release, addresses: readonly string[]): Promise<boolean> => {
  const cluster = await LiveCluster.start(release, (spec) => ({
    ...spec,
    hosts: spec.hosts.map((host) => (host.name === 'node-1' ? { ...host, addresses } : host)),
    nodes: spec.nodes.map((node) => ({
      ...node,
      kubelet: {
        ...node.kubelet,
        serverTlsBootstrap: true,
        featureGates: { RotateKubeletServerCertificate: true },
      },
    })),
  }));
  return cluster
    .facts('object.stored')
    .some(
      ({ object }) =>
        object.kind === 'CertificateSigningRequest' &&
        object.spec.usages?.includes('server auth') === true,
    );
};

row(
  'serving SAN source: without an IP address',
  [
    ['1.7', true],
    ['1.31', false],
  ],
  (release) => asksWith(release, []),
);
