/** English: the time lines of the releases. */
import type { ReferenceMessages } from '../../reference.ts';
import { access } from './access.ts';
import { apiTexts } from './api-texts.ts';
import { approver } from './approver.ts';
import { controllerManager } from './controller-manager.ts';
import { csrApi } from './csr-api.ts';
import { kubeletBootstrap } from './kubelet-bootstrap.ts';
import { kubeletLogs } from './kubelet-logs.ts';
import { kubeletLogsRotation } from './kubelet-logs-rotation.ts';
import { kubeletRequests } from './kubelet-requests.ts';
import { kubeletRotation } from './kubelet-rotation.ts';
import { kubeletServer } from './kubelet-server.ts';
import { kubeadm } from './kubeadm.ts';
import { kubectl } from './kubectl.ts';
import { others } from './others.ts';
import { rbac } from './rbac.ts';
import { signer } from './signer.ts';
import { topics } from './topics.ts';

export const referenceEn: ReferenceMessages = {
  timelines: {
    ...kubeletBootstrap,
    ...kubeletRequests,
    ...kubeletRotation,
    ...kubeletServer,
    ...kubeletLogs,
    ...kubeletLogsRotation,
    ...csrApi,
    ...access,
    ...apiTexts,
    ...rbac,
    ...approver,
    ...signer,
    ...controllerManager,
    ...kubectl,
    ...kubeadm,
    ...others,
  },
  components: {
    kubelet: 'kubelet',
    apiserver: 'kube-apiserver',
    rbac: 'kube-apiserver: default roles',
    approver: 'kube-controller-manager: approver',
    signer: 'kube-controller-manager: signer',
    csrCleaner: 'kube-controller-manager: csrcleaner',
    tokenCleaner: 'kube-controller-manager: tokencleaner',
    nodeLifecycle: 'kube-controller-manager: node controller',
    controllerManager: 'kube-controller-manager',
    kubectl: 'kubectl',
    kubeadm: 'kubeadm',
    kubeconfig: 'kubeconfig files',
    metricsServer: 'metrics-server',
    transport: 'TLS in Go',
  },
  topics,
  values: {
    yes: 'yes',
    no: 'no',
    none: 'none',
    emptyList: 'none',
    emptyText: 'empty',
    units: {
      milliseconds: '{n} ms',
      seconds: '{n} s',
      minutes: '{n} min',
      hours: '{n} h',
      exitCode: '{n}',
      times: '{n}',
      characters: '{n} characters',
      share: '{n}',
    },
    anyGroup: 'any group',
    coreGroup: 'core',
    named: 'named',
    verbosity: '-v={n}',
  },
};
