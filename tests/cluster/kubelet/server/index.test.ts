import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../src/cluster/model/instant.ts';
import {
  keyOf,
  type ClusterRole,
  type ClusterRoleBinding,
  type Node,
} from '../../../../src/cluster/model/objects.ts';
import { expiryErrorShowsTime, verifyErrorPrefix } from '../../../../src/releases/transport.ts';
import { noServingCertificate } from '../../../../src/releases/kubelet-server.ts';
import { translatesWebSocket } from '../../../../src/releases/apiserver-to-kubelet.ts';
import { NODE } from '../../../../src/scenarios/first-boot/cluster.ts';
import { BootedCluster, CA_FILE } from './booted-cluster.ts';
import { ERAS } from '../../../releases/eras.ts';

const LOGS = 'https://10.0.0.21:10250/containerLogs/default/web-node-1/web';
const EXEC =
  'https://10.0.0.21:10250/exec/default/web-node-1/web?command=hostname&error=1&output=1';
const CHECKED = { kubeletCertificateAuthority: CA_FILE };
const BY_NAME = { ...CHECKED, kubeletPreferredAddressTypes: ['Hostname'] };
const NODE_BY_HAND: Node = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: NODE },
  spec: {},
  status: { addresses: [{ type: 'InternalIP', address: '10.0.0.21' }], conditions: [] },
};
const ASKS_FOR_SERVING = {
  serverTlsBootstrap: true,
  featureGates: { RotateKubeletServerCertificate: true },
};

describe.each(ERAS)('port 10250 at %s', (release) => {
  const quoted = (url: string): string => (['1.8', '1.11'].includes(release) ? url : `"${url}"`);
  const logsError = (cause: string, url = LOGS): string[] => [
    `Error from server: Get ${quoted(url)}: ${cause}`,
  ];
  const execError = (cause: string): string[] => [
    translatesWebSocket.at(release)
      ? `error: Internal error occurred: error sending request: Post "${EXEC}": ${cause}`
      : `Error from server: error dialing backend: ${cause}`,
  ];
  const x509 = (text: string): string => `${verifyErrorPrefix.at(release)}x509: ${text}`;

  it('gives logs and exec to kube-apiserver, which by default checks nothing', async () => {
    const cluster = await BootedCluster.start(release);
    expect(await cluster.logs()).toEqual({ kubectl: ['web-node-1 listens on port 8080'] });
    expect(await cluster.exec()).toEqual({ kubectl: ['web-node-1'] });
    const { log } = cluster.simulation;
    const accepted = log.findLast((fact) => fact.type === 'handshake.serverAccepted');
    expect(accepted).toMatchObject({ by: 'kube-apiserver@control-plane', checked: 'nothing' });
    const asked = log.filter(
      (fact) => fact.type === 'request.prepared' && fact.by === `kubelet@${NODE}`,
    );
    const caller = release === '1.36' ? 'kubeadm:cluster-admins' : 'system:masters';
    expect(asked.at(-1)).toMatchObject({
      request: {
        resource: 'subjectaccessreviews',
        body: {
          spec: {
            user: 'kube-apiserver-kubelet-client',
            groups: [caller, 'system:authenticated'],
            resourceAttributes: {
              resource: 'nodes',
              subresource: 'proxy',
              verb: 'create',
              name: NODE,
            },
          },
        },
      },
    });
  });

  it('is refused by a kube-apiserver that checks: self-signed, and no IP in it', async () => {
    const cluster = await BootedCluster.start(release, { apiServer: CHECKED });
    const cause = x509(
      "cannot validate certificate for 10.0.0.21 because it doesn't contain any IP SANs",
    );
    const logs = await cluster.logs();
    expect(logs['kubectl']).toEqual(logsError(cause));
    expect(logs['kubelet']?.[0]).toMatch(
      /^http: TLS handshake error from 10\.0\.0\.10:\d+: remote error: tls: bad certificate$/,
    );
    expect(logs['kube-apiserver']?.[0]).toContain(
      'apiserver received an error that is not an metav1.Status: ',
    );
    expect((await cluster.exec())['kubectl']).toEqual(execError(cause));
  });

  it('is refused by name too: nobody knows who signed', async () => {
    const cluster = await BootedCluster.start(release, { apiServer: BY_NAME });
    const url = LOGS.replace('10.0.0.21', NODE);
    expect((await cluster.logs())['kubectl']).toEqual(
      logsError(x509('certificate signed by unknown authority'), url),
    );
  });

  it('is refused with a certificate whose time is over', async () => {
    const cluster = await BootedCluster.prepared(release, { apiServer: BY_NAME });
    await cluster.act({ type: 'host.setClock', host: NODE, offset: -(365 * DAY + HOUR) });
    await cluster.act({ type: 'kubelet.start', node: NODE });
    await cluster.act({ type: 'host.setClock', host: NODE, offset: 0 });
    await cluster.act({ type: 'kubelet.stop', node: NODE });
    await cluster.act({ type: 'kubelet.start', node: NODE }, 2 * MINUTE);
    const [line = ''] = (await cluster.logs())['kubectl'] ?? [];
    expect(line).toContain(x509('certificate has expired or is not yet valid'));
    expect(line.includes(': current time 20')).toBe(expiryErrorShowsTime.at(release));
  });

  it('breaks the handshake off without a certificate, and is checked with one', async () => {
    const cluster = await BootedCluster.start(release, {
      apiServer: CHECKED,
      kubelet: ASKS_FOR_SERVING,
    });
    // Up to 1.9 a kubelet registers only after its first serving certificate.
    if (!cluster.simulation.state.objects.has(keyOf(NODE_BY_HAND)))
      await cluster.act({ type: 'kubectl.apply', objects: [NODE_BY_HAND] });
    const cause = 'remote error: tls: internal error';
    const logs = await cluster.logs();
    expect(logs['kubectl']).toEqual(logsError(cause));
    expect(logs['kubelet']?.[0]).toMatch(/^http: TLS handshake error from 10\.0\.0\.10:\d+: /);
    expect(logs['kubelet']?.[0]).toContain(noServingCertificate.at(release));
    expect((await cluster.exec())['kubectl']).toEqual(execError(cause));
    await cluster.act(
      {
        type: 'kubectl.certificate',
        verb: 'approve',
        csr: { node: NODE, purpose: 'serving' },
      },
      30 * SECOND,
    );
    expect(await cluster.logs()).toEqual({ kubectl: ['web-node-1 listens on port 8080'] });
    const accepted = cluster.simulation.log.findLast(
      (fact) => fact.type === 'handshake.serverAccepted',
    );
    expect(accepted).toMatchObject({ checked: 'chain' });
  });

  it('says 403 to a kube-apiserver that nobody has bound', async () => {
    const cluster = await BootedCluster.start(release, {
      apiServer: { kubeletClient: { commonName: 'kubernetes', organizations: [] } },
    });
    const refusal = (verb: string): string =>
      release === '1.36'
        ? `Forbidden (user=kubernetes, verb=${verb}, resource=nodes, subresource(s)=[proxy])\n`
        : `Forbidden (user=kubernetes, verb=${verb}, resource=nodes, subresource=proxy)`;
    expect((await cluster.logs())['kubectl']).toEqual([
      `Error from server (Forbidden): ${refusal('get')} ( pods/log web-node-1)`,
    ]);
    const failed = translatesWebSocket.at(release) ? 'Internal error occurred: ' : '';
    expect((await cluster.exec())['kubectl']).toEqual([
      `error: ${failed}unable to upgrade connection: ${refusal('create')}`,
    ]);
  });

  it('says 401 to a certificate of a CA that the node does not know', async () => {
    const cluster = await BootedCluster.start(release);
    const own = cluster.simulation.log.find(
      (fact) => fact.type === 'certificate.issued' && fact.role === 'kubelet-self-signed',
    );
    if (own?.type !== 'certificate.issued') throw new Error('no self-signed certificate');
    await cluster.act({
      type: 'file.write',
      host: NODE,
      path: CA_FILE,
      mode: 0o644,
      content: { kind: 'pem', blocks: [{ certificate: own.pem }] },
    });
    const logs = await cluster.logs();
    expect(logs['kubectl']).toEqual([
      'error: You must be logged in to the server (the server has asked for the client to provide credentials ( pods/log web-node-1))',
    ]);
    expect(logs['kubelet']?.[0]).toMatch(/Unable to authenticate the request due to an error/);
    const failed = translatesWebSocket.at(release) ? 'Internal error occurred: ' : '';
    expect((await cluster.exec())['kubectl']).toEqual([
      `error: ${failed}unable to upgrade connection: Unauthorized`,
    ]);
  });

  it('is no port at all while no kubelet runs', async () => {
    const cluster = await BootedCluster.start(release);
    await cluster.act({ type: 'kubelet.stop', node: NODE });
    expect((await cluster.logs())['kubectl']).toEqual(
      logsError('dial tcp 10.0.0.21:10250: connect: connection refused'),
    );
    await cluster.act({ type: 'host.setReachable', host: NODE, reachable: false });
    expect((await cluster.exec())['kubectl']).toEqual(
      execError('dial tcp 10.0.0.21:10250: i/o timeout'),
    );
  });
});

describe('a review', () => {
  it('is remembered for five minutes where it allowed', async () => {
    const cluster = await BootedCluster.start('1.36');
    await cluster.logs();
    await cluster.act({
      type: 'kubectl.delete',
      kind: 'ClusterRoleBinding',
      name: 'kubeadm:cluster-admins',
    });
    expect((await cluster.logs())['kubectl']).toEqual(['web-node-1 listens on port 8080']);
    await cluster.act({ type: 'clock.advance', to: cluster.simulation.state.now + 5 * MINUTE });
    expect((await cluster.logs())['kubectl']?.[0]).toContain(
      'Forbidden (user=kube-apiserver-kubelet-client',
    );
  });

  it('that nobody lets the node ask for is 500', async () => {
    const cluster = await BootedCluster.prepared('1.8', {
      apiServer: { authorizationModes: ['RBAC'] },
    });
    await cluster.act({ type: 'kubectl.apply', objects: [NODE_BY_HAND] });
    await cluster.act({ type: 'kubelet.start', node: NODE }, 30 * SECOND);
    const logs = await cluster.logs();
    const text =
      'Authorization error (user=kube-apiserver-kubelet-client, verb=get, resource=nodes, subresource=proxy)';
    expect(logs['kubelet']).toContain(
      `${text}: subjectaccessreviews.authorization.k8s.io is forbidden: User "system:node:node-1" cannot create subjectaccessreviews.authorization.k8s.io at the cluster scope`,
    );
    expect(logs['kubectl']).toEqual([
      `Error from server (InternalError): Internal error occurred: ${text}`,
    ]);
  });
});

describe('kube-apiserver', () => {
  it('finds no Node before the kubelet has registered', async () => {
    const cluster = await BootedCluster.prepared('1.36');
    expect((await cluster.logs())['kubectl']).toEqual([
      'Error from server (NotFound): nodes "node-1" not found',
    ]);
  });

  it('finds no address of the types that it is told', async () => {
    const cluster = await BootedCluster.start('1.36', {
      apiServer: { kubeletPreferredAddressTypes: ['ExternalDNS'] },
    });
    expect((await cluster.logs())['kubectl']).toEqual([
      'Error from server: no preferred addresses found; known addresses: [{InternalIP 10.0.0.21} {Hostname node-1}]',
    ]);
  });
});

const RULES: ClusterRole = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'system:metrics-server' },
  rules: [{ verbs: ['get'], apiGroups: [''], resources: ['nodes/stats', 'nodes/metrics'] }],
};
const BINDING: ClusterRoleBinding = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'system:metrics-server' },
  subjects: [{ kind: 'ServiceAccount', name: 'metrics-server', namespace: 'kube-system' }],
  roleRef: { kind: 'ClusterRole', name: 'system:metrics-server' },
};

describe.each(ERAS)('metrics-server at %s', (release) => {
  const lastAnswer = (cluster: BootedCluster) =>
    cluster.simulation.log.findLast(
      (fact) => fact.type === 'response.sent' && fact.by === `kubelet@${NODE}`,
    );

  it('scrapes with --kubelet-insecure-tls and its role, where tokens are reviewed', async () => {
    const cluster = await BootedCluster.start(release, {
      metricsServer: { kubeletInsecureTls: true },
    });
    await cluster.act({ type: 'kubectl.apply', objects: [RULES, BINDING] });
    const scrape = await cluster.scrape();
    if (release === '1.8') {
      expect(scrape['metrics-server']?.[0]).toContain('Forbidden (user=system:anonymous');
      return;
    }
    expect(scrape).toEqual({});
    expect(lastAnswer(cluster)).toMatchObject({ answer: { code: 200 } });
  });

  it('does not scrape a self-signed certificate without it', async () => {
    const cluster = await BootedCluster.start(release, {
      metricsServer: { kubeletInsecureTls: false },
    });
    const [line = ''] = (await cluster.scrape())['metrics-server'] ?? [];
    const dialsName = ['1.8', '1.11'].includes(release);
    expect(line).toContain(
      dialsName
        ? 'Get https://node-1:10250/stats/summary?only_cpu_and_memory=true: x509: certificate signed by unknown authority'
        : `x509: cannot validate certificate for 10.0.0.21 because it doesn't contain any IP SANs`,
    );
  });

  it('is refused where it is not installed', async () => {
    const cluster = await BootedCluster.start(release);
    await cluster.scrape();
    expect(
      cluster.simulation.log.some(
        (fact) => fact.type === 'intent.refused' && fact.by.startsWith('metrics-server@'),
      ),
    ).toBe(true);
  });
});
