/** A real kube-apiserver behind the real transport, and somebody who asks it one thing after another. */
import { Simulation } from '../../../src/cluster/kernel/simulation.ts';
import { kubeadm } from '../../../src/cluster/kubeadm/index.ts';
import type { ClusterSpec, ControlPlaneSpec } from '../../../src/cluster/model/cluster-spec.ts';
import type { Component } from '../../../src/cluster/model/component.ts';
import type { Fact, FactOf, FactType } from '../../../src/cluster/model/facts.ts';
import { subjectName } from '../../../src/cluster/model/names.ts';
import type { ApiObject } from '../../../src/cluster/model/objects.ts';
import type { ApiAnswer, ApiRequest, Credential } from '../../../src/cluster/model/requests.ts';
import { apiServer } from '../../../src/cluster/apiserver/index.ts';
import { transport } from '../../../src/cluster/transport/index.ts';
import { createPki, type PkiSession } from '../../../src/pki/index.ts';
import type { Release } from '../../../src/releases/release.ts';
import { firstBootCluster } from '../../../src/scenarios/first-boot/cluster.ts';
import { DAY } from '../../../src/cluster/model/instant.ts';

const API_SERVER = 'kube-apiserver@control-plane' as const;
const CALLER = 'kubelet@node-1' as const;

export const TOKEN_FILE = [
  'boot-token,kubelet-bootstrap,10001,"system:bootstrappers"',
  'other-token,other-user,10002,dev',
  'nogroup-token,nogroup-user,10003',
  '',
].join('\n');

export interface LabOptions {
  readonly apiServer?: Partial<ControlPlaneSpec['apiServer']>;
}

export interface Question {
  readonly credential: Credential;
  readonly request: ApiRequest;
}

export class ApiLab {
  readonly pki: PkiSession;
  readonly simulation: Simulation;
  #next: readonly Question[] = [];
  #asked = 0;

  private constructor(release: Release, options: LabOptions) {
    this.pki = createPki({ crypto: globalThis.crypto });
    const base = firstBootCluster(release, 'apiserver');
    const spec: ClusterSpec = {
      ...base,
      controlPlane: {
        ...base.controlPlane,
        apiServer: {
          ...base.controlPlane.apiServer,
          tokenAuthFile: TOKEN_FILE,
          ...options.apiServer,
        },
      },
    };
    const caller: Component = {
      name: 'test',
      react: (state, fact) => this.#react(state.kubeadm.ca ?? '', fact),
    };
    this.simulation = Simulation.start(spec, {
      pki: this.pki,
      components: [kubeadm, transport, apiServer, caller],
    });
  }

  /** A control plane of this release that has come to rest. */
  static async start(release: Release, options: LabOptions = {}): Promise<ApiLab> {
    const lab = new ApiLab(release, options);
    await lab.simulation.give({ type: 'controlPlane.start' });
    return lab;
  }

  #react(ca: string, fact: Fact): readonly FactOf<'request.prepared'>[] {
    if (fact.type !== 'intent.given' || fact.intent.type !== 'kubelet.start') return [];
    return this.#next.map(({ request, credential }, index) => ({
      type: 'request.prepared',
      by: CALLER,
      exchange: `x-${this.#asked - this.#next.length + index + 1}`,
      to: API_SERVER,
      address: this.simulation.state.spec.controlPlane.endpoint,
      trust: { roots: [ca] },
      credential,
      request,
    }));
  }

  /** Asks and waits for the answer; the exchange's id is `x-<n>`, from 1. */
  async ask(credential: Credential, request: ApiRequest): Promise<ApiAnswer> {
    const [answer] = await this.askAtOnce([{ credential, request }]);
    return answer!;
  }

  /** Asks several things at one instant, in this order. */
  async askAtOnce(questions: readonly Question[]): Promise<readonly ApiAnswer[]> {
    const first = this.#asked + 1;
    this.#asked += questions.length;
    this.#next = questions;
    await this.simulation.give({ type: 'kubelet.start', node: 'node-1' });
    await this.simulation.advance(this.simulation.state.now + 100);
    return questions.map((_, index) => {
      const exchange = this.simulation.state.exchanges.get(`x-${first + index}`);
      if (exchange?.answer) return exchange.answer;
      throw new Error(`no answer: ${exchange?.error ?? exchange?.stage ?? 'not sent'}`);
    });
  }

  /** Facts of the exchange asked last. */
  facts(): readonly Fact[] {
    const exchange = `x-${this.#asked}`;
    return this.simulation.log.filter((fact) => 'exchange' in fact && fact.exchange === exchange);
  }

  fact<T extends FactType>(type: T): FactOf<T> | undefined {
    return this.facts().find((fact) => fact.type === type) as FactOf<T> | undefined;
  }

  object(key: `${string}/${string}/${string}`): ApiObject | undefined {
    return this.simulation.state.objects.get(key);
  }

  /** kubernetes-admin of system:masters, with the certificate that kubeadm made. */
  admin(): Credential {
    const issued = this.simulation.log.find(
      (fact): fact is Fact<FactOf<'certificate.issued'>> =>
        fact.type === 'certificate.issued' && fact.role === 'admin',
    );
    return { kind: 'clientCertificate', chain: [issued!.pem], key: issued!.key! };
  }

  /** A client certificate from the cluster's CA. */
  async certificate(
    commonName: string,
    organizations: readonly string[],
    life = DAY,
  ): Promise<Credential> {
    const key = `test/${commonName}/${organizations.join(',')}`;
    const { publicKey } = await this.#perform({
      kind: 'generateKey',
      key,
      algorithm: 'ecdsa-p256',
    });
    const now = Math.floor(this.simulation.state.now / 1000) * 1000;
    const { pem } = await this.#perform({
      kind: 'issue',
      issuerKey: 'control-plane/ca',
      issuer: this.simulation.state.kubeadm.ca!,
      publicKey: publicKey.spki,
      template: {
        subject: subjectName(commonName, organizations),
        sans: { dns: [], ip: [], email: [], uri: [] },
        serial: '4242',
        notBefore: now - 60_000,
        notAfter: now + life,
        keyUsages: ['digitalSignature'],
        extKeyUsages: ['clientAuth'],
        basicConstraints: 'leaf',
        subjectKeyIdentifier: false,
        authorityKeyIdentifier: true,
      },
    });
    return { kind: 'clientCertificate', chain: [pem], key };
  }

  /** A PKCS#10 request with a fresh key. */
  async request(commonName: string, organizations: readonly string[] = []): Promise<string> {
    const key = `request/${commonName}`;
    await this.#perform({ kind: 'generateKey', key, algorithm: 'ecdsa-p256' });
    const sans = { dns: [], ip: [], email: [], uri: [] };
    return (
      await this.#perform({
        kind: 'createCsr',
        key,
        subject: subjectName(commonName, organizations),
        sans,
      })
    ).pem;
  }

  async #perform<E extends Parameters<PkiSession['perform']>[0]>(effect: E) {
    const outcome = await this.pki.perform(effect);
    if (outcome.kind === 'failed') throw new Error(outcome.message);
    return outcome.result as Extract<typeof outcome, { kind: E['kind'] }>['result'];
  }
}
