import { MINUTE } from '../../cluster/model/instant.ts';
import { approverKind } from '../../releases/approver.ts';
import { approvalRole, joinCredential } from '../../releases/kubeadm.ts';
import { DEFAULT_RELEASE, type Release } from '../../releases/release.ts';
import type { Step } from '../model.ts';
import { onlyIn, releasesWhere, stretchWhere } from '../stretch.ts';
import { NODE } from './cluster.ts';
import { BOOTSTRAP_BINDING, joinObjects, ROTATION_BINDING } from './objects.ts';

const KUBELET = `kubelet@${NODE}`;
const createCsr = {
  verb: 'create',
  resource: 'certificatesigningrequests',
  from: 'kubelet',
} as const;

const applied = (release: Release) =>
  [{ type: 'kubectl.apply', objects: joinObjects(release) }] as const;
const bindingStored = (name: string) =>
  [{ type: 'object.stored', where: { key: `clusterrolebindings//${name}` } }] as const;

/** The token is a Secret, which somebody applies with its bindings. */
const hasToken = (release: Release): boolean => joinCredential.at(release) === 'secret';

export const steps: readonly Step[] = [
  {
    id: 'control-plane',
    chapter: 'trust',
    does: [{ type: 'controlPlane.start' }],
    until: [{ type: 'process.started', by: 'kube-controller-manager' }],
    main: { type: 'certificate.issued', where: { role: 'ca' } },
  },
  {
    id: 'token-and-bindings',
    chapter: 'trust',
    does: applied(DEFAULT_RELEASE),
    until: bindingStored(ROTATION_BINDING),
    main: { type: 'object.stored', where: { key: 'secrets/kube-system/*' } },
    only: stretchWhere(hasToken),
    because: 'noBootstrapTokens',
    instead: releasesWhere(
      (release) => hasToken(release) && approvalRole.at(release) !== 'default',
    ).map((release) => ({
      only: onlyIn(release),
      does: applied(release),
      ...(approvalRole.at(release) === 'none' ? { until: bindingStored(BOOTSTRAP_BINDING) } : {}),
    })),
  },
  {
    id: 'node-provisioned',
    chapter: 'trust',
    does: [{ type: 'node.provision', node: NODE }],
    until: [{ type: 'file.written', where: { host: NODE } }],
  },
  {
    id: 'kubelet-starts',
    chapter: 'request',
    does: [{ type: 'kubelet.start', node: NODE }],
    until: [{ type: 'connection.dialled', by: KUBELET }],
    main: { type: 'process.started', by: KUBELET },
  },
  {
    id: 'server-checked',
    chapter: 'request',
    until: [{ type: 'connection.established', where: { connection: '*' } }],
    main: { type: 'handshake.serverAccepted', by: KUBELET },
  },
  {
    id: 'csr-sent',
    chapter: 'request',
    until: [{ type: 'request.received', request: createCsr }],
    main: { type: 'request.sent', request: createCsr },
    // A kubelet of 1.12 waits up to a minute for a server that answers its /healthz well.
    within: 2 * MINUTE,
  },
  {
    id: 'token-authenticated',
    chapter: 'request',
    until: [{ type: 'request.authenticated', request: createCsr }],
  },
  {
    id: 'creation-authorized',
    chapter: 'request',
    until: [{ type: 'request.authorized', request: createCsr }],
  },
  {
    id: 'request-validated',
    chapter: 'request',
    until: [{ type: 'request.validated', request: createCsr }],
  },
  {
    id: 'csr-pending',
    chapter: 'approval',
    until: [{ type: 'response.received', request: createCsr }],
    main: { type: 'object.stored', request: createCsr },
  },
  {
    id: 'access-reviewed',
    chapter: 'approval',
    until: [
      { type: 'approver.answered', where: { allowed: true } },
      { type: 'approver.gaveUp' },
      // The request of a kubelet that is newer than its control plane.
      { type: 'approver.ignored' },
    ],
    only: stretchWhere((release) => approverKind.at(release) === 'subjectAccessReview'),
    because: 'noAccessReview',
  },
  {
    id: 'csr-approved',
    chapter: 'approval',
    until: [
      {
        type: 'object.stored',
        request: { resource: 'certificatesigningrequests', subresource: 'approval' },
      },
    ],
  },
  {
    id: 'certificate-signed',
    chapter: 'approval',
    until: [
      {
        type: 'object.stored',
        request: { resource: 'certificatesigningrequests', subresource: 'status' },
      },
    ],
    main: { type: 'certificate.issued', by: 'kube-controller-manager' },
  },
  {
    id: 'certificate-stored',
    chapter: 'identity',
    until: [{ type: 'certificate.installed', by: KUBELET, where: { role: 'kubelet-client' } }],
  },
  {
    id: 'reconnected',
    chapter: 'identity',
    until: [{ type: 'request.authenticated', where: { 'user.name': `system:node:${NODE}` } }],
    main: { type: 'handshake.clientProved', by: KUBELET },
  },
  {
    id: 'node-registered',
    chapter: 'identity',
    until: [
      {
        type: 'response.received',
        request: { verb: 'create', resource: 'nodes', from: 'kubelet' },
      },
    ],
    main: { type: 'object.stored', where: { key: `nodes//${NODE}` } },
  },
];
