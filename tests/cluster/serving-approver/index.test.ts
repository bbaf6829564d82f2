import { describe, expect, it } from 'vitest';
import type {
  ClusterSpec,
  ServingApproverPolicy,
} from '../../../src/cluster/model/cluster-spec.ts';
import { DAY, SECOND } from '../../../src/cluster/model/instant.ts';
import { servingApproverObjects } from '../../../src/cluster/model/serving-approver.ts';
import type { Release } from '../../../src/releases/release.ts';
import { LiveCluster } from '../live-cluster.ts';
import { ERAS } from '../../releases/eras.ts';

const withApprover =
  (policy: ServingApproverPolicy) =>
  (spec: ClusterSpec): ClusterSpec => ({
    ...spec,
    controlPlane: { ...spec.controlPlane, servingApprover: { policy } },
  });

const permission = { type: 'kubectl.apply', objects: servingApproverObjects } as const;

const clusterWith = (release: Release, policy: ServingApproverPolicy = 'nodeAddresses') =>
  LiveCluster.start(release, withApprover(policy), [permission]);

describe('the approver of serving certificates', () => {
  it.each(ERAS)('approves at %s what the Node has', async (release) => {
    const cluster = await clusterWith(release);
    await cluster.askForServing('serving');
    const csr = cluster.csr('serving');
    expect(csr?.status.conditions).toEqual([
      expect.objectContaining({ type: 'Approved', reason: 'ServingApproverApproved' }),
    ]);
    expect(csr?.status.certificate).toContain('BEGIN CERTIFICATE');
    expect(cluster.facts('request.authenticated').map(({ user }) => user.name)).toContain(
      'system:serviceaccount:kube-system:kubelet-serving-approver',
    );
  });

  it.each([
    ['a foreign address', { sans: { ip: ['10.0.0.21', '8.8.8.8'] } }, '8.8.8.8 is no address'],
    ['a foreign name', { sans: { dns: ['kubernetes.default'] } }, 'kubernetes.default is no'],
  ] as const)('denies %s, and says which', async (_, wish, message) => {
    const cluster = await clusterWith('1.27');
    await cluster.askForServing('serving', wish);
    const [condition] = cluster.csr('serving')!.status.conditions!;
    expect(condition).toMatchObject({ type: 'Denied', reason: 'ServingApproverDenied' });
    expect(condition?.message).toContain(message);
    expect(cluster.csr('serving')?.status.certificate).toBeUndefined();
  });

  it('denies a name of another node, which releases before 1.31 let a node ask for', async () => {
    const cluster = await clusterWith('1.27');
    await cluster.askForServing('serving', { commonName: 'system:node:node-2' });
    expect(cluster.csr('serving')?.status.conditions).toEqual([
      expect.objectContaining({ type: 'Denied' }),
    ]);
  });

  it('looks at no address where its policy is none', async () => {
    const cluster = await clusterWith('1.27', 'none');
    await cluster.askForServing('serving', { sans: { ip: ['8.8.8.8'] } });
    expect(cluster.csr('serving')?.status.certificate).toBeDefined();
  });

  it('leaves requests for client certificates alone', async () => {
    const cluster = await clusterWith('1.36');
    const decisions = cluster
      .facts('request.prepared')
      .filter(({ by, request }) => by.startsWith('serving-approver') && 'body' in request);
    expect(decisions).toEqual([]);
  });

  it('can do nothing before its role is applied, and waits without filling the log', async () => {
    const cluster = await LiveCluster.start('1.36', withApprover('nodeAddresses'));
    await cluster.askForServing('serving');
    const before = cluster.simulation.log.length;
    await cluster.pass(10 * DAY);
    expect(cluster.csr('serving')?.status.conditions).toBeUndefined();
    expect(cluster.simulation.log.length - before).toBeLessThan(600);
    expect(cluster.facts('attempts.repeated').some(({ by }) => by.startsWith('serving'))).toBe(
      true,
    );
    await cluster.give(permission);
    await cluster.askForServing('later');
    await cluster.pass(20 * SECOND);
    expect(cluster.csr('later')?.status.certificate).toBeDefined();
  });

  it('is not there where the specification does not name it', async () => {
    const cluster = await LiveCluster.start('1.36');
    expect(cluster.facts('process.started').map(({ by }) => by)).not.toContain(
      'serving-approver@control-plane',
    );
  });
});
