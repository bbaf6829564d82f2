/** A kubelet with its host and a scripted API server, and what a test wants to know of it. */
import { kubelet } from '../../../src/cluster/kubelet/index.ts';
import { Simulation } from '../../../src/cluster/kernel/simulation.ts';
import type { NodeSpec } from '../../../src/cluster/model/cluster-spec.ts';
import type { FactOf, FactType } from '../../../src/cluster/model/facts.ts';
import type { FileContent, Kubeconfig } from '../../../src/cluster/model/files.ts';
import { DAY } from '../../../src/cluster/model/instant.ts';
import { NO_SUBJECT_ALT_NAMES, subjectName } from '../../../src/cluster/model/names.ts';
import { createPki } from '../../../src/pki/index.ts';
import type { Release } from '../../../src/releases/release.ts';
import { firstBootCluster, NODE, TOKEN } from '../../../src/scenarios/first-boot/cluster.ts';
import { scriptedServer, type Script } from './scripted-server.ts';

export const BOOTSTRAP_PATH = '/etc/kubernetes/bootstrap-kubelet.conf';
export const KUBECONFIG_PATH = '/etc/kubernetes/kubelet.conf';
export const PKI_DIR = '/var/lib/kubelet/pki';

export interface LoneKubelet {
  readonly simulation: Simulation;
  readonly ca: Script['ca'];
  write(path: string, content: FileContent): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  pass(ms: number): Promise<void>;
  facts<T extends FactType>(type: T): readonly FactOf<T>[];
  logged(): readonly string[];
  fileNames(): readonly string[];
  chart(name: 'bootstrap' | 'clientCertificate'): string | undefined;
}

export const bootstrapKubeconfig = (ca: string, token = TOKEN): Kubeconfig => ({
  clusters: [
    { name: 'kubernetes', server: 'https://10.0.0.10:6443', certificateAuthorityData: ca },
  ],
  users: [{ name: 'bootstrap', token }],
  contexts: [{ name: 'bootstrap', cluster: 'kubernetes', user: 'bootstrap' }],
  currentContext: 'bootstrap',
});

export interface LoneOptions extends Partial<Omit<Script, 'ca'>> {
  readonly kubelet?: Partial<NodeSpec['kubelet']>;
  /** Whether the self-signed pair is there already, which spares an RSA key; true where absent. */
  readonly selfSigned?: boolean;
}

export async function loneKubelet(
  release: Release,
  options: LoneOptions = {},
): Promise<LoneKubelet> {
  const pki = createPki({ crypto: globalThis.crypto });
  const base = firstBootCluster(release, 'lone');
  await pki.perform({ kind: 'generateKey', key: 'ca', algorithm: 'ecdsa-p256' });
  const issued = await pki.perform({
    kind: 'issue',
    issuerKey: 'ca',
    template: {
      subject: subjectName('kubernetes'),
      sans: NO_SUBJECT_ALT_NAMES,
      serial: '01',
      notBefore: base.startsAt,
      notAfter: base.startsAt + 3650 * DAY,
      keyUsages: ['certSign'],
      extKeyUsages: [],
      basicConstraints: 'ca',
      subjectKeyIdentifier: true,
      authorityKeyIdentifier: false,
    },
  });
  if (issued.kind !== 'issue') throw new Error(JSON.stringify(issued));
  const ca = { key: 'ca', pem: issued.result.pem };
  const spec = {
    ...base,
    nodes: base.nodes.map((node) => ({
      ...node,
      kubelet: { ...node.kubelet, supervised: false, ...options.kubelet },
    })),
  };
  const components = [scriptedServer({ ...options, ca }), kubelet];
  const simulation = Simulation.start(spec, { pki, components });
  const write = async (path: string, content: FileContent): Promise<void> => {
    await simulation.give({ type: 'file.write', host: NODE, path, mode: 0o600, content });
  };
  await write(BOOTSTRAP_PATH, { kind: 'kubeconfig', kubeconfig: bootstrapKubeconfig(ca.pem) });
  if (options.selfSigned ?? true) {
    await write(`${PKI_DIR}/kubelet.crt`, { kind: 'text', text: 'there already' });
    await write(`${PKI_DIR}/kubelet.key`, { kind: 'text', text: 'there already' });
  }
  return {
    simulation,
    ca,
    write,
    start: async () => {
      await simulation.give({ type: 'kubelet.start', node: NODE });
    },
    stop: async () => {
      await simulation.give({ type: 'kubelet.stop', node: NODE });
    },
    pass: async (ms) => {
      await simulation.advance(simulation.state.now + ms);
    },
    facts: <T extends FactType>(type: T) =>
      simulation.log.filter((fact) => fact.type === type) as unknown as readonly FactOf<T>[],
    logged: () =>
      simulation.log.flatMap((fact) => (fact.type === 'log.printed' ? [fact.message] : [])),
    fileNames: () =>
      [...simulation.state.hosts.get(NODE)!.files.keys()]
        .filter((path) => path.startsWith(`${PKI_DIR}/`))
        .map((path) => path.slice(PKI_DIR.length + 1))
        .sort(),
    chart: (name) => simulation.state.lifecycles.get(`${name}/${NODE}`)?.value,
  };
}
