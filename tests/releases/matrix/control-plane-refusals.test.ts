import type { ClusterSpec } from '../../../src/cluster/model/cluster-spec.ts';
import { MINUTE } from '../../../src/cluster/model/instant.ts';
import type { ApiAnswer } from '../../../src/cluster/model/requests.ts';
import { BOOTSTRAP_BINDING } from '../../../src/scenarios/first-boot/objects.ts';
import { servingApprovalObjects } from '../../../src/scenarios/first-boot/objects-serving.ts';
import { LiveCluster } from '../../cluster/live-cluster.ts';
import { row } from './row.ts';

const textOf = (answer: ApiAnswer | undefined): string => {
  if (answer?.kind === 'status') return answer.status.message ?? '';
  return answer?.kind === 'text' ? answer.text.trim() : '';
};

/** The first refusal with this code, in words. */
const refused = (cluster: LiveCluster, code: number): string =>
  textOf(cluster.facts('response.sent').find(({ answer }) => answer.code === code)?.answer);

row(
  '403 text',
  [
    [
      '1.6',
      'User "system:bootstrap:07401b" cannot create certificatesigningrequests.certificates.k8s.io at the cluster scope.',
    ],
    [
      '1.8',
      'certificatesigningrequests.certificates.k8s.io is forbidden: User "system:bootstrap:07401b" cannot create certificatesigningrequests.certificates.k8s.io at the cluster scope',
    ],
    [
      '1.12',
      'certificatesigningrequests.certificates.k8s.io is forbidden: User "system:bootstrap:07401b" cannot create resource "certificatesigningrequests" in API group "certificates.k8s.io" at the cluster scope',
    ],
  ],
  async (release) => {
    const cluster = await LiveCluster.start(release, (spec) => spec, [
      { type: 'kubectl.delete', kind: 'ClusterRoleBinding', name: BOOTSTRAP_BINDING },
    ]);
    const refusals = cluster
      .facts('response.sent')
      .filter(({ answer }) => answer.code === 403)
      .map(({ answer }) => textOf(answer));
    return refusals.find((text) => text.includes('cannot create'));
  },
);

const withWrongToken = (spec: ClusterSpec): ClusterSpec => ({
  ...spec,
  bootstrapToken: '07401b.0000000000000000',
});

row('401 for a token that nobody accepts', [['1.4', 'Unauthorized']], async (release) =>
  refused(await LiveCluster.start(release, withWrongToken), 401),
);

/** Whether a request for another node's name is let in, and what is said of it. */
row(
  'NodeRestriction looks at the common name of node CSRs',
  [
    ['1.19', 'stored'],
    ['1.31', 'can only create a node CSR with CN=system:node:node-1'],
  ],
  async (release) => {
    const cluster = await LiveCluster.start(release);
    await cluster.askForServing('other', { commonName: 'system:node:node-2' });
    const words = 'can only create a node CSR with CN=system:node:node-1';
    if (cluster.csr('other')) return 'stored';
    return refused(cluster, 403).includes(words) ? words : refused(cluster, 403);
  },
);

row(
  'selfnodeserver auto approval',
  [
    ['1.7', true],
    ['1.11', false],
  ],
  async (release) => {
    const gated = (spec: ClusterSpec): ClusterSpec => ({
      ...spec,
      controlPlane: {
        ...spec.controlPlane,
        controllerManager: {
          ...spec.controlPlane.controllerManager,
          featureGates: { RotateKubeletServerCertificate: true },
        },
      },
    });
    const cluster = await LiveCluster.start(release, gated, [
      { type: 'kubectl.apply', objects: servingApprovalObjects(release) },
    ]);
    await cluster.askForServing('own');
    await cluster.pass(MINUTE);
    return cluster.csr('own')?.status.certificate !== undefined;
  },
);
