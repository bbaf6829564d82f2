import { DAY, MINUTE } from '../../../src/cluster/model/instant.ts';
import type { SubjectAccessReview } from '../../../src/cluster/model/objects.ts';
import type { Release } from '../../../src/releases/release.ts';
import { LiveCluster } from '../../cluster/live-cluster.ts';
import { booted, firstCsr, flagsOf, sent } from './booted.ts';
import { row } from './row.ts';

row(
  'approver',
  [
    ['1.4', 'Auto approving of all kubelet CSRs is enabled on the controller manager'],
    ['1.7', 'Auto approving kubelet client certificate after SubjectAccessReview.'],
  ],
  async (release) => firstCsr(await booted(release)).status.conditions?.[0]?.message,
);

row(
  'group approver flag',
  [
    ['1.4', 'system:kubelet-bootstrap'],
    ['1.6', 'system:bootstrappers'],
    ['1.7', undefined],
  ],
  async (release) =>
    flagsOf(await booted(release), 'kube-controller-manager')
      .find((flag) => flag.includes('approve-all-kubelet-csrs-for-group'))
      ?.replace(/.*=/, ''),
);

row(
  'times and status of conditions',
  [
    ['1.4', { status: undefined, times: [] }],
    ['1.9', { status: undefined, times: ['lastUpdateTime'] }],
    ['1.19', { status: 'True', times: ['lastTransitionTime', 'lastUpdateTime'] }],
  ],
  async (release) => {
    const condition = firstCsr(await booted(release)).status.conditions![0]!;
    const times = Object.keys(condition).filter((key) => key.endsWith('Time'));
    return { status: condition.status, times: times.sort() };
  },
);

row(
  'identity of a joining node',
  [
    ['1.4', ['kubeadm-node-csr', 'system:kubelet-bootstrap', 'system:authenticated']],
    ['1.6', ['system:bootstrap:07401b', 'system:bootstrappers', 'system:authenticated']],
    [
      '1.8',
      [
        'system:bootstrap:07401b',
        'system:bootstrappers',
        'system:bootstrappers:kubeadm:default-node-token',
        'system:authenticated',
      ],
    ],
  ],
  async (release) => {
    const { username, groups } = firstCsr(await booted(release)).spec;
    return [username, ...(groups ?? [])];
  },
);

row(
  'bootstrap token flag',
  [
    ['1.4', '--token-auth-file'],
    ['1.6', '--experimental-bootstrap-token-auth'],
    ['1.8', '--enable-bootstrap-token-auth'],
  ],
  async (release) =>
    flagsOf(await booted(release), 'kube-apiserver')
      .find((flag) => flag.includes('token-auth'))
      ?.replace(/=.*/, ''),
);

row(
  'authorization modes and NodeRestriction of kubeadm',
  [
    ['1.4', 'AlwaysAllow'],
    ['1.6', 'RBAC'],
    ['1.7', 'Node,RBAC'],
  ],
  async (release) =>
    flagsOf(await booted(release), 'kube-apiserver')
      .find((flag) => flag.startsWith('--authorization-mode='))
      ?.replace(/.*=/, ''),
);

row(
  "version in the approver's SubjectAccessReview",
  [
    ['1.4', 'none is sent'],
    ['1.7', 'unset'],
    ['1.28', '*'],
  ],
  async (release) => {
    const review = sent(await booted(release), 'subjectaccessreviews').find(
      (body): body is SubjectAccessReview => body.kind === 'SubjectAccessReview',
    );
    return review ? review.spec.resourceAttributes?.version || 'unset' : 'none is sent';
  },
);

row(
  'usages of the certificate',
  [
    [
      '1.4',
      [
        ['digitalSignature', 'keyEncipherment'],
        ['serverAuth', 'clientAuth'],
      ],
    ],
    ['1.6', [['digitalSignature', 'keyEncipherment'], ['clientAuth']]],
    ['1.27', [['digitalSignature'], ['clientAuth']]],
  ],
  async (release) => {
    const [installed] = (await booted(release)).facts('certificate.installed');
    return [installed!.certificate.keyUsages, installed!.certificate.extKeyUsages];
  },
);

/** NotAfter minus NotBefore of the first certificate, in minutes, where the flag asks for an hour. */
const lifeOfAnHour = async (release: Release): Promise<number> => {
  const cluster = await LiveCluster.start(release, (spec) => ({
    ...spec,
    controlPlane: {
      ...spec.controlPlane,
      controllerManager: {
        ...spec.controlPlane.controllerManager,
        clusterSigningDuration: 60 * MINUTE,
      },
    },
  }));
  const { notBefore, notAfter } = cluster.facts('certificate.installed')[0]!.certificate;
  return (notAfter - notBefore) / MINUTE;
};

row(
  'signing duration flag, and short lives',
  [
    ['1.4', 365 * 24 * 60],
    ['1.7', 60],
    ['1.22', 65],
  ],
  lifeOfAnHour,
);

row(
  'cap by the CA',
  [
    ['1.4', 'outlives the CA'],
    ['1.13', 'ends with the CA'],
  ],
  async (release) => {
    const cluster = await LiveCluster.start(release, (spec) => ({
      ...spec,
      controlPlane: { ...spec.controlPlane, caDuration: 60 * DAY },
    }));
    const ca = cluster.facts('certificate.issued').find(({ role }) => role === 'ca')!.certificate;
    const { notAfter } = cluster.facts('certificate.installed')[0]!.certificate;
    return notAfter > ca.notAfter + 5 * MINUTE ? 'outlives the CA' : 'ends with the CA';
  },
);

row(
  'default roles',
  [
    ['1.4', { bootstrapper: false, nodeClient: false, approvers: false, nodesBound: undefined }],
    ['1.5', { bootstrapper: false, nodeClient: false, approvers: false, nodesBound: 1 }],
    ['1.6', { bootstrapper: true, nodeClient: false, approvers: false, nodesBound: 1 }],
    ['1.7', { bootstrapper: true, nodeClient: false, approvers: false, nodesBound: 0 }],
    ['1.8', { bootstrapper: true, nodeClient: true, approvers: false, nodesBound: 0 }],
    ['1.18', { bootstrapper: true, nodeClient: true, approvers: true, nodesBound: 0 }],
  ],
  async (release) => {
    const { objects } = (await booted(release)).state;
    const role = (name: string): boolean => objects.has(`clusterroles//${name}`);
    const nodes = objects.get('clusterrolebindings//system:node');
    return {
      bootstrapper: role('system:node-bootstrapper'),
      nodeClient: role('system:certificates.k8s.io:certificatesigningrequests:nodeclient'),
      approvers: role('system:certificates.k8s.io:kubelet-serving-approver'),
      nodesBound: nodes?.kind === 'ClusterRoleBinding' ? nodes.subjects.length : undefined,
    };
  },
);

row(
  'certificate controllers that start',
  [
    ['1.4', ['Starting certificate controller manager']],
    ['1.7', ['Starting certificate controller', 'Starting certificate controller']],
    [
      '1.18',
      [
        'Starting certificate controller "csrapproving"',
        'Starting certificate controller "csrsigning"',
      ],
    ],
    [
      '1.19',
      [
        'Starting certificate controller "csrapproving"',
        'Starting certificate controller "csrsigning-kube-apiserver-client"',
        'Starting certificate controller "csrsigning-kubelet-client"',
        'Starting certificate controller "csrsigning-kubelet-serving"',
        'Starting certificate controller "csrsigning-legacy-unknown"',
      ],
    ],
    [
      '1.28',
      [
        '"Starting certificate controller" name="csrapproving"',
        '"Starting certificate controller" name="csrsigning-kube-apiserver-client"',
        '"Starting certificate controller" name="csrsigning-kubelet-client"',
        '"Starting certificate controller" name="csrsigning-kubelet-serving"',
        '"Starting certificate controller" name="csrsigning-legacy-unknown"',
      ],
    ],
  ],
  async (release) =>
    (await booted(release))
      .facts('log.printed')
      .filter(({ by }) => by.startsWith('kube-controller-manager'))
      .map(({ message }) => message)
      .filter((message) => message.includes('Starting certificate controller'))
      .sort(),
);
