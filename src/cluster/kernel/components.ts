import type { Component } from '../model/component.ts';
import { apiServer } from '../apiserver/index.ts';
import { controllerManager } from '../controllers/index.ts';
import { kubeadm } from '../kubeadm/index.ts';
import { kubectl } from '../kubectl/index.ts';
import { kubelet } from '../kubelet/index.ts';
import { metricsServer } from '../metrics-server/index.ts';
import { nodeStatus } from '../kubelet/node-status.ts';
import { servingApprover } from '../serving-approver/index.ts';
import { transport } from '../transport/index.ts';

/** The order in which components react to one fact. It is part of what makes a log the same in every run. */
export const COMPONENTS: readonly Component[] = [
  kubeadm,
  transport,
  apiServer,
  controllerManager,
  servingApprover,
  kubelet,
  nodeStatus,
  kubectl,
  metricsServer,
];
