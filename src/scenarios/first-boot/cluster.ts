import type { ClusterSpec, ControlPlaneSpec } from '../../cluster/model/cluster-spec.ts';
import { DAY } from '../../cluster/model/instant.ts';
import { anonymousAuth, bootstrapTokenFlag } from '../../releases/authentication.ts';
import {
  approveAllGroup,
  joinCredential,
  joinGroup,
  kubeadmAdmissionPlugins,
  kubeadmAuthorizationModes,
  kubeadmControllers,
} from '../../releases/kubeadm.ts';
import type { Release } from '../../releases/release.ts';

/** 2026-03-02T09:00:00Z, a Monday: nothing in the scenario depends on the date. */
export const STARTS_AT = 1772442000000;

export const CONTROL_PLANE = 'control-plane';
export const NODE = 'node-1';
export const TOKEN_ID = '07401b';
export const TOKEN = `${TOKEN_ID}.f395accd246ae52d`;

/** The row of tokens.csv with which kubeadm let nodes in before there were bootstrap tokens. */
const tokenFile = (release: Release): string =>
  `${TOKEN},kubeadm-node-csr,5b1f6f4c-0d3a-4d0e-9a55-0a5e7c9e5a41,${joinGroup.at(release)}\n`;

function controlPlane(release: Release): ControlPlaneSpec {
  const group = approveAllGroup.at(release);
  return {
    host: CONTROL_PLANE,
    release,
    endpoint: '10.0.0.10:6443',
    caDuration: 3650 * DAY,
    apiServer: {
      enableBootstrapTokenAuth: bootstrapTokenFlag.at(release) !== undefined,
      anonymousAuth: anonymousAuth.at(release) === 'onByDefault',
      authorizationModes: kubeadmAuthorizationModes.at(release),
      enabledAdmissionPlugins: kubeadmAdmissionPlugins.at(release),
      ...(joinCredential.at(release) === 'tokenFile' ? { tokenAuthFile: tokenFile(release) } : {}),
    },
    controllerManager: {
      clusterSigningDuration: 365 * DAY,
      controllers: kubeadmControllers.at(release) ?? ['*'],
      featureGates: {},
      ...(group === undefined ? {} : { approveAllKubeletCsrsForGroup: group }),
    },
  };
}

/**
 * One control plane, one node, one workstation, all of one release; rotation on, as kubeadm sets it up.
 *
 * SIMPLIFIED: up to 1.7 `kubeadm join` asked for the node's certificate itself; here the kubelet does so in every
 * release, with the flags that its release has for it.
 */
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
    controlPlane: controlPlane(release),
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
