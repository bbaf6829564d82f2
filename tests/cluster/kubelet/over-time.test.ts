import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateMetricsOf } from '../../../src/cluster/kubelet/metrics.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/cluster/model/instant.ts';
import { componentId } from '../../../src/cluster/model/requests.ts';
import { hostClock } from '../../../src/cluster/model/state.ts';
import { NODE } from '../../../src/scenarios/first-boot/cluster.ts';
import { clusterOverTime, type OverTime } from './cluster-over-time.ts';
import { ERAS } from '../../releases/eras.ts';

const RENEWAL_BINDING = 'kubeadm:node-autoapprove-certificate-rotation';
const YEAR = 365 * DAY;

const installed = (cluster: OverTime, role: 'kubelet-client' | 'kubelet-serving') =>
  cluster.facts('certificate.installed').filter((fact) => fact.role === role);
const isRunning = ({ simulation }: OverTime): boolean =>
  simulation.state.processes.get(componentId('kubelet', NODE))?.running === true;

/** What was done, in the order in which it was, as far as an advance may do it. */
function spent(cluster: OverTime, from: number): { facts: number; signatures: number } {
  const costly = new Set(['sign', 'issue', 'createCsr', 'selfSignedServing']);
  const facts = cluster.simulation.log.slice(from);
  const signatures = facts.filter(
    (fact) => fact.type === 'crypto.asked' && costly.has(fact.ask.kind),
  );
  return { facts: facts.length, signatures: signatures.length };
}

describe.each(ERAS)('a renewal at %s', (release) => {
  it('comes in 70 to 90 % of the life, with a new key, and closes the old connection', async () => {
    const cluster = await clusterOverTime(release);
    expect(await cluster.pass(340 * DAY)).toBe('reached');
    const [first, second] = installed(cluster, 'kubelet-client');
    const { notBefore, notAfter } = first!.certificate;
    const share = (second!.at - notBefore) / (notAfter - notBefore);
    expect(share).toBeGreaterThanOrEqual(0.7);
    expect(share).toBeLessThan(0.9001);
    expect(second!.key).not.toBe(first!.key);
    expect(second!.certificate.publicKey.spki).not.toBe(first!.certificate.publicKey.spki);
    const closed = cluster
      .facts('connection.closed')
      .find(({ reason, at }) => reason === 'certificateRotated' && at > second!.at);
    expect(closed!.at - second!.at).toBeLessThanOrEqual(10 * SECOND);
    expect(cluster.files()).toContain('/var/lib/kubelet/pki/kubelet-client-current.pem');
    const pairs = cluster.files().filter((path) => /kubelet-client-\d/.test(path));
    expect(pairs).toHaveLength(release === '1.8' ? 1 : 2);
  });
});

describe('the first deadline', () => {
  it('stands at 82.093 % of the life in 1.8', async () => {
    const cluster = await clusterOverTime('1.8');
    const { notBefore, notAfter } = installed(cluster, 'kubelet-client')[0]!.certificate;
    await cluster.pass(340 * DAY);
    const began = cluster
      .facts('lifecycle.moved')
      .find(({ chart, event }) => chart === 'clientCertificate' && event.startsWith('after'))!;
    expect((began.at - notBefore) / (notAfter - notBefore)).toBeCloseTo(0.82093, 5);
  });
});

describe('a renewal that nobody approves', () => {
  const withoutApproval = async (release: '1.8' | '1.11' | '1.19' | '1.36') => {
    const cluster = await clusterOverTime(release, { signing: 10 * MINUTE });
    const from = cluster.simulation.log.length;
    await cluster.give({
      type: 'kubectl.delete',
      kind: 'ClusterRoleBinding',
      name: RENEWAL_BINDING,
    });
    await cluster.pass(13 * MINUTE);
    return { cluster, lines: cluster.logged(from) };
  };

  it('leaves 1.8 running, refused with 401', async () => {
    const { cluster, lines } = await withoutApproval('1.8');
    expect(isRunning(cluster)).toBe(true);
    expect(cluster.facts('process.exited')).toEqual([]);
    expect(lines).toContain(
      'Failed while requesting a signed certificate from the master: watch channel closed',
    );
    expect(lines.at(-1)).toBe(
      'Failed while requesting a signed certificate from the master: cannot create certificate signing request: Unauthorized',
    );
  });

  it('ends 1.11 within a minute or so of the expiry, once the server has answered', async () => {
    const { cluster, lines } = await withoutApproval('1.11');
    const [expired] = cluster.facts('certificate.expired');
    const [exited] = cluster.facts('process.exited');
    expect(exited!.code).toBe(255);
    expect(exited!.at - expired!.at).toBeGreaterThan(30 * SECOND);
    expect(exited!.at - expired!.at).toBeLessThan(100 * SECOND);
    expect(lines.filter((line) => line.includes('certificate signing status'))[0]).toBe(
      'Unable to check certificate signing status: cannot watch on the certificate signing request: Unauthorized',
    );
    const last = lines.findIndex((line) => line.endsWith('server is responsive, exiting.'));
    expect(lines[last]).toBe(
      'The currently active client certificate has expired and the server is responsive, exiting.',
    );
  });

  it.each(['1.19', '1.36'] as const)(
    'ends %s five minutes after the expiry, and the token brings it back',
    async (release) => {
      const { cluster } = await withoutApproval(release);
      await cluster.pass(6 * MINUTE);
      const [expired] = cluster.facts('certificate.expired');
      const [exited] = cluster.facts('process.exited');
      const after = exited!.at - expired!.at;
      expect(after).toBeGreaterThan(5 * MINUTE - 11 * SECOND);
      expect(after).toBeLessThanOrEqual(5 * MINUTE + 10 * SECOND);
      const started = cluster.facts('process.started').findLast(({ by }) => by.includes(NODE))!;
      expect(started.at - exited!.at).toBe(10 * SECOND);
      expect(installed(cluster, 'kubelet-client')).toHaveLength(2);
    },
  );
});

describe('the power of a node', () => {
  const backAfter = async (
    release: '1.8' | '1.11' | '1.36',
    days: number,
    keepsBootstrap: boolean,
  ): Promise<OverTime> => {
    const cluster = await clusterOverTime(release, { signing: 100 * DAY });
    await cluster.give({ type: 'host.setPower', host: NODE, on: false });
    expect(isRunning(cluster)).toBe(false);
    expect(
      cluster.simulation.state.openConnections.get(componentId('kubelet', NODE)) ?? [],
    ).toEqual([]);
    await cluster.pass(days * DAY);
    expect(isRunning(cluster)).toBe(false);
    const path = '/etc/kubernetes/bootstrap-kubelet.conf';
    if (!keepsBootstrap) await cluster.give({ type: 'file.remove', host: NODE, path });
    await cluster.give({ type: 'host.setPower', host: NODE, on: true });
    await cluster.pass(10 * MINUTE);
    return cluster;
  };

  it.each(['1.8', '1.11', '1.36'] as const)('%s goes on after ten days', async (release) => {
    const cluster = await backAfter(release, 10, true);
    expect(isRunning(cluster)).toBe(true);
    expect(cluster.simulation.state.kubelets.get(NODE)?.registered).toBe(true);
    const names = installed(cluster, 'kubelet-client').map(({ key }) => key);
    expect(new Set(names).size).toBe(1);
  });

  it.each(['1.11', '1.36'] as const)('%s bootstraps again after its expiry', async (release) => {
    const cluster = await backAfter(release, 150, true);
    expect(isRunning(cluster)).toBe(true);
    expect(cluster.simulation.state.kubelets.get(NODE)?.registered).toBe(true);
    const held = cluster.simulation.state.kubelets.get(NODE)!.clientCertificate!;
    expect(held.certificate.notAfter).toBeGreaterThan(cluster.simulation.state.now);
  });

  it('1.8 does not, and is refused with 401', async () => {
    const cluster = await backAfter('1.8', 150, true);
    expect(isRunning(cluster)).toBe(true);
    expect(cluster.simulation.state.kubelets.get(NODE)?.registered).toBe(false);
    expect(cluster.logged().some((line) => line.endsWith('Unauthorized'))).toBe(true);
  });

  it.each([
    ['1.11', 255],
    ['1.36', 1],
  ] as const)(
    '%s ends without a bootstrap kubeconfig, every ten seconds',
    async (release, code) => {
      const cluster = await backAfter(release, 150, false);
      const exits = cluster.facts('process.exited').filter((fact) => fact.code !== 137);
      expect(exits.every((fact) => fact.code === code)).toBe(true);
      expect(exits[0]!.message).toBe(
        'failed to run Kubelet: unable to load bootstrap kubeconfig: stat /etc/kubernetes/bootstrap-kubelet.conf: no such file or directory',
      );
      const [repeated] = cluster
        .facts('attempts.repeated')
        .filter(({ what }) => what === 'kubelet.process');
      expect(repeated!.every).toBe(10 * SECOND);
      expect(repeated!.count).toBeGreaterThan(50);
      expect(exits.length).toBeLessThan(8);
    },
  );
});

describe('the serving certificate', () => {
  it.each(ERAS)('is asked for as the node, and stored, at %s', async (release) => {
    const cluster = await clusterOverTime(release, { serving: true });
    await cluster.give({
      type: 'kubectl.certificate',
      verb: 'approve',
      csr: { node: NODE, purpose: 'serving' },
    });
    await cluster.pass(3 * MINUTE);
    const [held] = installed(cluster, 'kubelet-serving');
    expect(held!.certificate.sans).toMatchObject({ dns: [NODE], ip: ['10.0.0.21'] });
    expect(held!.certificate.extKeyUsages).toEqual(['serverAuth']);
    expect(cluster.files().filter((path) => path.includes('kubelet-server-'))).toHaveLength(2);
    expect(cluster.files().some((path) => path.endsWith('kubelet.crt'))).toBe(false);
    const { serving } = cluster.simulation.state.kubelets.get(NODE)!;
    expect(serving?.key).toBe(held!.key);
    expect(cluster.simulation.state.kubelets.get(NODE)?.registered).toBe(true);
  });

  it('is not there while nobody has approved it', async () => {
    const cluster = await clusterOverTime('1.36', { serving: true });
    expect(cluster.simulation.state.kubelets.get(NODE)!.serving).toBeUndefined();
  });

  it('is the self-signed one where none is asked for', async () => {
    const cluster = await clusterOverTime('1.36');
    const { serving } = cluster.simulation.state.kubelets.get(NODE)!;
    expect(serving?.chain).toHaveLength(2);
    expect(cluster.simulation.state.lifecycles.get(`servingCertificate/${NODE}`)?.value).toBe(
      'selfSigned',
    );
  });

  it.each([
    ['1.27', 'waitingForCertificate'],
    ['1.36', 'waitingForAddresses'],
  ] as const)('without an address is, at %s, %s', async (release, value) => {
    const cluster = await clusterOverTime(release, { serving: true, addresses: [] });
    expect(cluster.simulation.state.lifecycles.get(`servingCertificate/${NODE}`)?.value).toBe(
      value,
    );
  });

  it('counts failed attempts in the metrics', async () => {
    const cluster = await clusterOverTime('1.36', { serving: true });
    await cluster.pass(HOUR);
    const metrics = certificateMetricsOf(cluster.simulation.state, NODE);
    const valueOf = (name: string): unknown => metrics.find((metric) => metric.name === name);
    expect(valueOf('kubelet_server_expiration_renew_errors')).toMatchObject({ value: 4 });
    expect(valueOf('kubelet_certificate_manager_server_ttl_seconds')).toMatchObject({
      value: Infinity,
    });
  });
});

describe.each(ERAS)('a year at %s', (release) => {
  it('of a serving request that nobody decides stays within the budget', async () => {
    const cluster = await clusterOverTime(release, { serving: true });
    const from = cluster.simulation.log.length;
    expect(await cluster.pass(YEAR)).toBe('reached');
    expect(spent(cluster, from).facts).toBeLessThan(50_000);
    const repeated = cluster
      .facts('attempts.repeated')
      .filter(({ what }) => what === 'kubelet.servingCertificate.attempt');
    const count = repeated.reduce((sum, fact) => sum + fact.count, 0);
    expect(count).toBeGreaterThan(release === '1.8' ? 7_000 : 30_000);
  });

  it('of ten-minute certificates stays within the budget, and ends with a valid one', async () => {
    const cluster = await clusterOverTime(release, { signing: 10 * MINUTE });
    const from = cluster.simulation.log.length;
    expect(await cluster.pass(360 * DAY)).toBe('reached');
    const { facts, signatures } = spent(cluster, from);
    expect(facts).toBeLessThan(50_000);
    expect(signatures).toBeLessThan(5_000);
    const { now } = cluster.simulation.state;
    const held = cluster.simulation.state.kubelets.get(NODE)!.clientCertificate!.certificate;
    expect(held.notBefore).toBeLessThan(now);
    expect(held.notAfter).toBeGreaterThan(now);
    const requests = cluster
      .facts('object.stored')
      .filter(
        ({ change, key }) => change === 'created' && key.startsWith('certificatesigningrequests/'),
      );
    expect(requests.at(-1)!.at).toBeGreaterThan(now - 15 * MINUTE);
    const count = cluster
      .facts('attempts.repeated')
      .filter(({ what }) => what === 'kubelet.clientCertificate.renewal')
      .reduce((sum, fact) => sum + fact.count, 0);
    expect(count).toBeGreaterThan(60_000);
  });
});

describe('no certificate', () => {
  it('is shown after its end by the host, or accepted outside its life', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('1.19', '1.27', '1.36'),
        fc.integer({ min: -4, max: 45 }),
        fc.boolean(),
        async (release, skew, approved) => {
          const cluster = await clusterOverTime(release, {
            signing: 30 * MINUTE,
            clockOffset: skew * MINUTE,
          });
          if (!approved)
            await cluster.give({
              type: 'kubectl.delete',
              kind: 'ClusterRoleBinding',
              name: RENEWAL_BINDING,
            });
          await cluster.pass(HOUR);
          const lives = new Map(
            // The last certificate of renewals that were passed over is installed without having been issued by request.
            [...cluster.facts('certificate.issued'), ...cluster.facts('certificate.installed')].map(
              ({ pem, certificate }) => [pem, certificate],
            ),
          );
          const { state } = cluster.simulation;
          const offset = hostClock(state, NODE) - state.now;
          for (const fact of cluster.facts('handshake.clientPresented')) {
            const life = lives.get(fact.chain[0] ?? '');
            if (!fact.by.startsWith('kubelet@') || !life) continue;
            expect(fact.at + offset).toBeLessThanOrEqual(life.notAfter);
          }
          for (const fact of cluster.facts('request.authenticated')) {
            const exchange = state.exchanges.get(fact.exchange);
            if (
              fact.user.name !== `system:node:${NODE}` ||
              exchange?.credential.kind !== 'clientCertificate'
            )
              continue;
            const life = lives.get(exchange.credential.chain[0] ?? '');
            expect(fact.at).toBeGreaterThanOrEqual(life?.notBefore ?? Infinity);
            expect(fact.at).toBeLessThanOrEqual(life?.notAfter ?? 0);
          }
        },
      ),
      { numRuns: 8 },
    );
  }, 60_000);
});
