import type { Step } from '../model.ts';
import { NODE } from './cluster.ts';
import { bindings, bootstrapTokenSecret } from './objects.ts';

const KUBELET = `kubelet@${NODE}`;
const createCsr = {
  verb: 'create',
  resource: 'certificatesigningrequests',
  from: 'kubelet',
} as const;

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
    does: [{ type: 'kubectl.apply', objects: [bootstrapTokenSecret, ...bindings] }],
    until: [
      {
        type: 'object.stored',
        where: { key: 'clusterrolebindings//kubeadm:node-autoapprove-certificate-rotation' },
      },
    ],
    main: { type: 'object.stored', where: { key: 'secrets/kube-system/*' } },
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
