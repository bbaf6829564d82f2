import type { ClusterSpec } from '../../cluster/model/cluster-spec.ts';
import { DAY } from '../../cluster/model/instant.ts';
import type { Release } from '../../releases/release.ts';

/** 2026-03-02T09:00:00Z, a Monday: nothing in the scenario depends on the date. */
const STARTS_AT = 1772442000000;

export const CONTROL_PLANE = 'control-plane';
export const NODE = 'node-1';
export const TOKEN_ID = '07401b';
export const TOKEN = `${TOKEN_ID}.f395accd246ae52d`;

/** One control plane, one node, one workstation, all of one release; rotation on, as kubeadm sets it up. */
export function firstBootCluster(release: Release, seed: string): ClusterSpec {
  return {
    scenario: 'first-boot',
    seed,
    startsAt: STARTS_AT,
    hosts: [
      { name: CONTROL_PLANE, addresses: ['10.0.0.10'] },
      { name: NODE, addresses: ['10.0.0.21'] },
      { name: 'workstation', addresses: ['10.0.0.5'] },
    ],
    controlPlane: {
      host: CONTROL_PLANE,
      release,
      endpoint: '10.0.0.10:6443',
      caDuration: 3650 * DAY,
      apiServer: {
        enableBootstrapTokenAuth: true,
        anonymousAuth: true,
        authorizationModes: ['Node', 'RBAC'],
        enabledAdmissionPlugins: ['NodeRestriction'],
      },
      controllerManager: {
        clusterSigningDuration: 365 * DAY,
        controllers: ['*', 'bootstrapsigner', 'tokencleaner'],
        featureGates: {},
      },
    },
    nodes: [
      {
        name: NODE,
        release,
        kubelet: {
          bootstrapKubeconfig: '/etc/kubernetes/bootstrap-kubelet.conf',
          kubeconfig: '/etc/kubernetes/kubelet.conf',
          certDir: '/var/lib/kubelet/pki',
          rotateCertificates: true,
          serverTlsBootstrap: false,
          featureGates: {},
          verbosity: 2,
        },
      },
    ],
    workstation: { host: 'workstation', release },
    bootstrapToken: TOKEN,
  };
}
