import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/cluster/model/instant.ts';
import { NODE } from '../../../src/scenarios/first-boot/cluster.ts';
import { clusterOverTime, type OverTime } from './cluster-over-time.ts';

const switchOn = { type: 'kubelet.setServingBootstrap', node: NODE, on: true } as const;

const commandLine = (cluster: OverTime): string =>
  cluster
    .facts('process.started')
    .findLast(({ by }) => by === `kubelet@${NODE}`)!
    .commandLine.join(' ');

async function restarted(release: '1.8' | '1.11' | '1.36', on: boolean): Promise<OverTime> {
  const cluster = await clusterOverTime(release);
  await cluster.give({ type: 'kubelet.stop', node: NODE });
  await cluster.give({ ...switchOn, on });
  await cluster.give({ type: 'kubelet.start', node: NODE });
  await cluster.pass(60_000);
  return cluster;
}

const servingRequests = (cluster: OverTime): number =>
  cluster
    .facts('object.stored')
    .filter(
      ({ object, change }) =>
        change === 'created' &&
        object.kind === 'CertificateSigningRequest' &&
        object.spec.usages?.includes('server auth') === true,
    ).length;

describe('serverTLSBootstrap, switched on between two starts', () => {
  it.each(['1.8', '1.11', '1.36'] as const)(
    'lets the kubelet of %s ask for a serving certificate',
    async (release) => {
      expect(servingRequests(await clusterOverTime(release))).toBe(0);
      expect(servingRequests(await restarted(release, true))).toBeGreaterThan(0);
      expect(servingRequests(await restarted(release, false))).toBe(0);
    },
  );

  it('names the feature gate only where its default is off', async () => {
    expect(commandLine(await restarted('1.11', true))).toContain(
      '--feature-gates=RotateKubeletServerCertificate=true',
    );
    const newest = commandLine(await restarted('1.36', true));
    expect(newest).toContain('--rotate-server-certificates=true');
    expect(newest).not.toContain('--feature-gates');
  });

  it('means nothing to a kubelet that is running', async () => {
    const cluster = await clusterOverTime('1.36');
    await cluster.give(switchOn);
    expect(cluster.facts('intent.refused')).toHaveLength(1);
    await cluster.pass(DAY);
    expect(servingRequests(cluster)).toBe(0);
  });

  it('is refused for a node that is not there', async () => {
    const cluster = await clusterOverTime('1.36');
    await cluster.give({ ...switchOn, node: 'node-9' });
    expect(cluster.facts('intent.refused')[0]?.reason).toContain('node-9');
  });
});
