/** Runs a recorded kubelet in the engine. */
import type { FileNode, Kubeconfig } from '../../../src/cluster/model/files.ts';
import { SECOND } from '../../../src/cluster/model/instant.ts';
import { subjectName } from '../../../src/cluster/model/names.ts';
import type { ApiObject, CertificateSigningRequest } from '../../../src/cluster/model/objects.ts';
import type { Release } from '../../../src/releases/release.ts';
import { RecordedCluster } from '../cluster/recorded-cluster.ts';
import { TOKENS, type RecordedFlags } from '../cluster/spec.ts';
import type { KubeletRun } from './runs.ts';
import { directoryOf, specWithKubelet } from './spec.ts';

const CA_FILE = '/etc/kubernetes/pki/ca.crt';

/** The bootstrap kubeconfig of the recordings; `token` may be empty. */
export function bootstrapKubeconfig(
  token: string = TOKENS.boot,
  server = 'https://10.0.0.10:6443',
): Kubeconfig {
  return {
    clusters: [{ name: 'kubernetes', server, certificateAuthority: CA_FILE }],
    users: [{ name: 'default-auth', ...(token === '' ? {} : { token }) }],
    contexts: [{ name: 'default', cluster: 'kubernetes', user: 'default-auth' }],
    currentContext: 'default',
  };
}

export class KubeletReplay {
  readonly cluster: RecordedCluster;
  readonly run: KubeletRun;
  readonly release: Release;
  #loggedFrom = 0;

  constructor(run: KubeletRun, release: Release, flags: RecordedFlags = {}) {
    this.run = run;
    this.release = release;
    this.cluster = new RecordedCluster(specWithKubelet(run, release, flags));
  }

  /** The control plane with `objects`, and the node's directory with a bootstrap kubeconfig. */
  async prepare(objects: readonly ApiObject[], bootstrap = bootstrapKubeconfig()): Promise<void> {
    await this.cluster.start(objects);
    await this.cluster.give({ type: 'node.provision', node: this.run.node });
    const path = `${directoryOf(this.run)}/bootstrap.kubeconfig`;
    await this.write(path, 0o644, { kind: 'kubeconfig', kubeconfig: bootstrap });
  }

  async write(
    path: string,
    mode: number,
    content: Extract<FileNode, { type: 'file' }>['content'],
  ): Promise<void> {
    await this.cluster.give({ type: 'file.write', host: this.run.node, path, mode, content });
  }

  /** Starts the kubelet at an instant; its log counts from there. */
  async start(at: number): Promise<void> {
    await this.cluster.give({ type: 'clock.advance', to: at });
    this.#loggedFrom = this.cluster.simulation.log.length;
    await this.cluster.give({ type: 'kubelet.start', node: this.run.node });
  }

  /** Where a self-signed pair was made, it is there already: this spares an RSA key in runs that say nothing of it. */
  async withSelfSignedPair(): Promise<void> {
    if (Object.values(this.run.stages ?? {}).some(({ port }) => port !== undefined)) return;
    const last = Object.values(this.run.stages ?? {}).at(-1)?.files;
    const made = last?.['pki/kubelet.crt'] ?? this.run.observed?.filesAfter.includes('kubelet.crt');
    if (made === undefined || made === false) return;
    const { node: host } = this.run;
    const pki = `${directoryOf(this.run)}/pki`;
    await this.cluster.place({ host, path: pki, node: { type: 'directory', mode: 0o755 } });
    const text = { kind: 'text', text: 'made before' } as const;
    await this.write(`${pki}/kubelet.crt`, 0o644, text);
    await this.write(`${pki}/kubelet.key`, 0o600, text);
  }

  /** Gives the node another CA to trust. */
  async distrust(): Promise<void> {
    const other = await this.cluster.otherCa();
    await this.write(CA_FILE, 0o644, { kind: 'pem', blocks: [{ certificate: other }] });
  }

  /** A client certificate of a node, of the cluster's CA or of another, its key, and a key that is not its. */
  async craftedPair(
    node: string,
    validity: { readonly notBefore: number; readonly notAfter: number },
    foreign: boolean,
    key = 'crafted',
  ): Promise<{ certificate: string; key: string; otherKey: string }> {
    const subject = subjectName(`system:node:${node}`, ['system:nodes']);
    return this.cluster.certificateFor(key, subject, validity, foreign);
  }

  /** Lets time pass while the recorder approves what is pending for a serving certificate, within five seconds. */
  async approvingServing(at: number): Promise<void> {
    while (this.cluster.state.now < at) {
      await this.until(Math.min(at, this.cluster.state.now + 5 * SECOND));
      const pending = this.csrs().some(
        ({ spec, status }) =>
          spec.usages?.includes('server auth') === true && (status.conditions ?? []).length === 0,
      );
      if (pending)
        await this.cluster.give({
          type: 'kubectl.certificate',
          verb: 'approve',
          csr: { node: this.run.node, purpose: 'serving' },
        });
    }
  }

  async until(at: number): Promise<void> {
    while (this.cluster.state.now < at)
      await this.cluster.pass(Math.min(3600 * SECOND, at - this.cluster.state.now));
  }

  get facts() {
    return this.cluster.simulation.log.slice(this.#loggedFrom);
  }

  /** `S file.go] message`, or the bare line where it has no header. */
  log(): readonly string[] {
    return this.facts.flatMap((fact) =>
      fact.type === 'log.printed' && fact.by === `kubelet@${this.run.node}` && fact.verbosity <= 4
        ? [fact.file === '' ? fact.message : `${fact.severity} ${fact.file}] ${fact.message}`]
        : [],
    );
  }

  /** Below the kubelet's directory: octal mode, `dir 0755`, or `-> target`. */
  files(): Readonly<Record<string, string>> {
    const below = `${directoryOf(this.run)}/`;
    const files = this.cluster.state.hosts.get(this.run.node)?.files ?? new Map<string, FileNode>();
    const entries = [...files.entries()].filter(([path]) => path.startsWith(below));
    return Object.fromEntries(
      entries.map(([path, node]) => [path.slice(below.length), described(node)]),
    );
  }

  exitCode(): number | null {
    const exit = this.facts.findLast(
      (fact) => fact.type === 'process.exited' && fact.by === `kubelet@${this.run.node}`,
    );
    return exit?.type === 'process.exited' ? exit.code : null;
  }

  csrs(): readonly CertificateSigningRequest[] {
    return [...this.cluster.state.objects.values()].filter(
      (object) => object.kind === 'CertificateSigningRequest',
    );
  }
}

function described(node: FileNode): string {
  if (node.type === 'symlink') return `-> ${node.target}`;
  const mode = node.mode.toString(8).padStart(4, '0');
  return node.type === 'directory' ? `dir ${mode}` : mode;
}
