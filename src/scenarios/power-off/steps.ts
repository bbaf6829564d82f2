import { MINUTE } from '../../cluster/model/instant.ts';
import type { Intent } from '../../cluster/model/intents.ts';
import { kubeconfigCheck } from '../../releases/kubelet-bootstrap.ts';
import { certificateController } from '../../releases/rbac-defaults-controllers.ts';
import type { Release } from '../../releases/release.ts';
import { NODE } from '../first-boot/cluster.ts';
import { csrAnswered, csrSent, installed, KUBELET } from '../first-boot/patterns.ts';
import type { Step } from '../model.ts';
import { stretchWhere } from '../stretch.ts';
import { POWER_BACK, POWER_LOST } from './cluster.ts';
import { joins, joinsOtherwise } from './joining.ts';

const trusts = (release: Release): boolean => kubeconfigCheck.at(release) === 'exists';

/** A kubeconfig that merely exists is enough for these kubelets, whatever its certificate is worth. */
const trustsAnyKubeconfig = {
  only: stretchWhere(trusts),
  because: 'bootstrapsAgain',
} as const;

const PKI = '/var/lib/kubelet/pki';

/**
 * What keeps such a kubelet from bootstrapping. The key goes too: with it the kubelet would come to the name of its first
 * request, which is still there, and get the certificate that has ended.
 */
const forgotten: readonly Intent[] = [
  '/etc/kubernetes/kubelet.conf',
  `${PKI}/kubelet-client.crt`,
  `${PKI}/kubelet-client.key`,
].map((path) => ({ type: 'file.remove', host: NODE, path }));

/** csrcleaner is there before it may delete: a kubelet that bootstraps again by itself meets its old request. */
const keepsOldRequest = (release: Release): boolean =>
  !trusts(release) &&
  !(certificateController.at(release) ?? []).some(
    ({ verbs, resources }) =>
      verbs.includes('delete') && resources?.includes('certificatesigningrequests'),
  );

const nodeReports = (from: string) => ({
  type: 'object.stored' as const,
  request: { resource: 'nodes', subresource: 'status', from },
});

export const steps: readonly Step[] = [
  {
    id: 'control-plane',
    chapter: 'before',
    does: [{ type: 'controlPlane.start' }],
    until: [{ type: 'process.started', by: 'kube-controller-manager' }],
    main: { type: 'certificate.issued', where: { role: 'ca' } },
  },
  {
    id: 'node-joined',
    chapter: 'before',
    does: joins,
    until: [
      { type: 'response.received', request: { verb: 'create', resource: 'nodes', from: KUBELET } },
    ],
    main: installed('kubelet-client'),
    instead: joinsOtherwise,
  },
  {
    id: 'power-lost',
    chapter: 'off',
    does: [
      { type: 'clock.advance', to: POWER_LOST },
      { type: 'host.setPower', host: NODE, on: false },
    ],
    until: [{ type: 'host.powerSet', where: { host: NODE } }],
  },
  {
    id: 'node-not-ready',
    chapter: 'off',
    until: [nodeReports('kube-controller-manager')],
    within: 5 * MINUTE,
  },
  {
    id: 'certificate-ends',
    chapter: 'off',
    does: [{ type: 'clock.advance', to: POWER_BACK }],
    until: [{ type: 'clock.advanced', where: { to: POWER_BACK } }],
  },
  {
    id: 'power-back',
    chapter: 'back',
    does: [{ type: 'host.setPower', host: NODE, on: true }],
    until: [{ type: 'process.started', by: KUBELET }],
  },
  {
    id: 'certificate-refused',
    chapter: 'back',
    until: [{ type: 'request.notAuthenticated', request: { from: KUBELET } }],
    expectsRefusal: true,
    ...trustsAnyKubeconfig,
  },
  {
    id: 'kubeconfig-removed',
    chapter: 'back',
    does: [
      { type: 'kubelet.stop', node: NODE },
      ...forgotten,
      { type: 'kubelet.start', node: NODE },
    ],
    until: [{ type: 'process.started', by: KUBELET }],
    main: { type: 'file.removed' },
    ...trustsAnyKubeconfig,
  },
  {
    id: 'bootstrap-again',
    chapter: 'again',
    until: [csrAnswered],
    main: csrSent,
    within: 5 * MINUTE,
  },
  {
    id: 'old-request-met',
    chapter: 'again',
    until: [{ type: 'process.exited', by: KUBELET }],
    expectsRefusal: true,
    only: stretchWhere(keepsOldRequest),
    because: 'oldRequestGone',
  },
  { id: 'certificate-new', chapter: 'again', until: [installed('kubelet-client')] },
  { id: 'node-ready', chapter: 'again', until: [nodeReports(KUBELET)] },
];
