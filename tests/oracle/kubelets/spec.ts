/** The recorded control plane with one kubelet as its flags say. */
import type { ClusterSpec, NodeSpec } from '../../../src/cluster/model/cluster-spec.ts';
import type { Release } from '../../../src/releases/release.ts';
import { recordedSpec, type RecordedFlags } from '../cluster/spec.ts';
import type { KubeletRun } from './runs.ts';

/** From the start of the control plane to that of the kubelet, milliseconds. */
const LEAD = 12_000;

export const directoryOf = ({ dir }: Pick<KubeletRun, 'dir'>): string => `/var/lib/lab/${dir}`;

function featureGates(run: KubeletRun): Readonly<Record<string, boolean>> {
  const given = (run.flags?.['feature-gates'] ?? '').split(',').filter((gate) => gate !== '');
  const byFlag = Object.fromEntries(
    given.map((gate) => [gate.split('=')[0]!, gate.endsWith('=true')]),
  );
  const byFile = /RotateKubeletServerCertificate: true/.test(run.config ?? '');
  return byFile ? { ...byFlag, RotateKubeletServerCertificate: true } : byFlag;
}

/** Client rotation: a feature gate in 1.7, a flag in 1.8 to 1.10, a field of the config file since. */
function rotates(run: KubeletRun): boolean {
  if (typeof run.given?.['rotate'] === 'boolean') return run.given['rotate'];
  return (
    run.flags?.['rotate-certificates'] === 'true' ||
    /rotateCertificates: true/.test(run.config ?? '') ||
    featureGates(run)['RotateKubeletClientCertificate'] === true
  );
}

export function nodeSpec(run: KubeletRun, release: Release): NodeSpec {
  const directory = directoryOf(run);
  const gates = featureGates(run);
  const bootstrap = run.given?.['bootstrapKubeconfig'] ?? true;
  const nodeIp = run.flags?.['node-ip'];
  return {
    name: run.node,
    release,
    kubelet: {
      bootstrapKubeconfig: bootstrap === true ? `${directory}/bootstrap.kubeconfig` : '',
      kubeconfig: `${directory}/kubelet.kubeconfig`,
      certDir: `${directory}/pki`,
      hostnameOverride: run.node,
      ...(nodeIp === undefined ? {} : { nodeIp }),
      rotateCertificates: rotates(run),
      serverTlsBootstrap:
        /serverTLSBootstrap: true/.test(run.config ?? '') ||
        gates['RotateKubeletServerCertificate'] === true,
      featureGates: gates,
      verbosity: 4,
      supervised: false,
    },
  };
}

export function specWithKubelet(
  run: KubeletRun,
  release: Release,
  flags: RecordedFlags = {},
): ClusterSpec {
  const base = recordedSpec(release, { servingGate: true, ...flags });
  return {
    ...base,
    startsAt: run.startedAt - LEAD,
    hosts: [...base.hosts, { name: run.node, addresses: ['192.0.2.2'] }],
    nodes: [nodeSpec(run, release)],
  };
}
