/** A whole cluster with real keys, taken to where its node is registered: what happens over time begins there. */
import { Simulation } from '../../src/cluster/kernel/simulation.ts';
import type { ClusterSpec } from '../../src/cluster/model/cluster-spec.ts';
import type { Fact, FactOf, FactType } from '../../src/cluster/model/facts.ts';
import { SECOND, type Duration } from '../../src/cluster/model/instant.ts';
import type { Intent } from '../../src/cluster/model/intents.ts';
import type { CertificateSigningRequest, NodeCondition } from '../../src/cluster/model/objects.ts';
import { readyCondition, storedNode } from '../../src/cluster/model/reporting.ts';
import { COMPONENTS } from '../../src/cluster/kernel/components.ts';
import type { Component } from '../../src/cluster/model/component.ts';
import { subjectName, type SubjectAltNames } from '../../src/cluster/model/names.ts';
import type { ResourceRequest } from '../../src/cluster/model/requests.ts';
import { createPki, type PkiSession } from '../../src/pki/index.ts';
import { KUBELET_SERVING_SIGNER } from '../../src/cluster/model/serving-approver.ts';
import { controllersCsrVersion } from '../../src/releases/controller-manager.ts';
import type { Release } from '../../src/releases/release.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';
import { stepsOf } from '../../src/scenarios/model.ts';

const SETUP = new Set<Intent['type']>([
  'controlPlane.start',
  'kubectl.apply',
  'node.provision',
  'kubelet.start',
]);

/** The act on which a node sends what the test has prepared; nothing else in the cluster knows the path. */
const ASK = { type: 'file.remove', host: 'node-1', path: '/nowhere' } as const;

export interface ServingWish {
  readonly commonName?: string;
  readonly organizations?: readonly string[];
  readonly sans?: Partial<SubjectAltNames>;
  readonly usages?: readonly string[];
}

export class LiveCluster {
  readonly simulation: Simulation;
  readonly #pki: PkiSession;
  #wish: ResourceRequest | undefined;
  #made = 0;

  private constructor(spec: ClusterSpec) {
    this.#pki = createPki({ crypto: globalThis.crypto });
    const asker: Component = {
      name: 'test',
      react: (state, fact) => {
        const { endpoint, host } = state.spec.controlPlane;
        const held = state.kubelets.get('node-1')?.clientCertificate;
        if (fact.type !== 'intent.given' || fact.intent.type !== 'file.remove') return [];
        if (fact.intent.path !== ASK.path || !this.#wish || !held) return [];
        return [
          {
            type: 'request.prepared',
            by: 'kubelet@node-1',
            exchange: `test-${fact.seq}`,
            to: `kube-apiserver@${host}`,
            address: endpoint,
            trust: { roots: [state.kubeadm.ca ?? ''], serverName: endpoint.replace(/:\d+$/, '') },
            credential: { kind: 'clientCertificate', chain: [held.pem], key: held.key },
            request: this.#wish,
          },
        ];
      },
    };
    this.simulation = Simulation.start(spec, {
      pki: this.#pki,
      components: [...COMPONENTS, asker],
    });
  }

  /** The node asks for a serving certificate, in a request made by hand. */
  async askForServing(name: string, wish: ServingWish = {}): Promise<void> {
    this.#made += 1;
    const key = `serving-${this.#made}`;
    await this.#pki.perform({ kind: 'generateKey', key, algorithm: 'ecdsa-p256' });
    const made = await this.#pki.perform({
      kind: 'createCsr',
      key,
      subject: subjectName(
        wish.commonName ?? 'system:node:node-1',
        wish.organizations ?? ['system:nodes'],
      ),
      sans: { dns: ['node-1'], ip: ['10.0.0.21'], email: [], uri: [], ...wish.sans },
    });
    if (made.kind !== 'createCsr') throw new Error(made.kind);
    const apiVersion = controllersCsrVersion.at(this.state.spec.controlPlane.release);
    const named = apiVersion === 'v1' ? { signerName: KUBELET_SERVING_SIGNER } : {};
    this.#wish = {
      kind: 'resource',
      verb: 'create',
      apiGroup: 'certificates.k8s.io',
      apiVersion,
      resource: 'certificatesigningrequests',
      body: {
        apiVersion: `certificates.k8s.io/${apiVersion}`,
        kind: 'CertificateSigningRequest',
        metadata: { name },
        spec: {
          request: made.result.pem,
          usages: wish.usages ?? ['digital signature', 'key encipherment', 'server auth'],
          ...named,
        },
        status: {},
      },
    };
    await this.give(ASK);
    await this.pass(SECOND);
  }

  csr(name: string): CertificateSigningRequest | undefined {
    const found = this.state.objects.get(`certificatesigningrequests//${name}`);
    return found?.kind === 'CertificateSigningRequest' ? found : undefined;
  }

  /** First-boot's cluster of a release, changed as a test needs it, once its node has had a minute to register. */
  static async start(
    release: Release,
    change: (spec: ClusterSpec) => ClusterSpec = (spec) => spec,
    extra: readonly Intent[] = [],
  ): Promise<LiveCluster> {
    const cluster = new LiveCluster(change(firstBoot.cluster(release, 'live')));
    const does = stepsOf(firstBoot, release).flatMap((step) => step.does ?? []);
    const setUp = does.filter(({ type }) => SETUP.has(type));
    const boot = setUp.findIndex(({ type }) => type === 'kubelet.start');
    const provision = setUp.findIndex(({ type }) => type === 'node.provision');
    const acts = [...setUp.slice(0, provision), ...extra, ...setUp.slice(provision, boot + 1)];
    for (const act of acts) {
      await cluster.give(act);
      await cluster.pass(SECOND);
    }
    await cluster.pass(60 * SECOND);
    return cluster;
  }

  async give(intent: Intent): Promise<void> {
    await this.simulation.give(intent);
  }

  /** Lets virtual time pass in one advance. */
  async pass(duration: Duration): Promise<string> {
    return this.simulation.give({ type: 'clock.advance', to: this.state.now + duration });
  }

  get state() {
    return this.simulation.state;
  }

  facts<T extends FactType>(type: T): readonly Fact<FactOf<T>>[] {
    return this.simulation.log.filter((fact): fact is Fact<FactOf<T>> => fact.type === type);
  }

  ready(node = 'node-1'): NodeCondition | undefined {
    return readyCondition(storedNode(this.state, node));
  }
}
