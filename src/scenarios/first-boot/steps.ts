import { MINUTE } from '../../cluster/model/instant.ts';
import { DEFAULT_RELEASE, type Release } from '../../releases/release.ts';
import type { Step } from '../model.ts';
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
    only: { since: '1.6' },
    because: 'noBootstrapTokens',
    instead: [
      {
        only: { since: '1.6', until: '1.6' },
        does: applied('1.6'),
        until: bindingStored(BOOTSTRAP_BINDING),
      },
      { only: { since: '1.7', until: '1.7' }, does: applied('1.7') },
    ],
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
    until: [{ type: 'approver.answered', where: { allowed: true } }, { type: 'approver.gaveUp' }],
    only: { since: '1.7' },
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
