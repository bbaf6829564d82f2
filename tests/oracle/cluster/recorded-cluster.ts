/** A control plane as it ran when the recordings were made, and the means to ask it whatever the recorder asked. */
import { COMPONENTS } from '../../../src/cluster/kernel/components.ts';
import { Simulation } from '../../../src/cluster/kernel/simulation.ts';
import type { CryptoEffect } from '../../../src/cluster/model/crypto.ts';
import type { Fact, FactOf, FactType } from '../../../src/cluster/model/facts.ts';
import { DAY, MINUTE, SECOND, type Duration } from '../../../src/cluster/model/instant.ts';
import type { Intent } from '../../../src/cluster/model/intents.ts';
import { NO_SUBJECT_ALT_NAMES, subjectName, type Name } from '../../../src/cluster/model/names.ts';
import type { ApiObject } from '../../../src/cluster/model/objects.ts';
import type { ApiAnswer, ApiRequest, Credential } from '../../../src/cluster/model/requests.ts';
import type { ClusterSpec } from '../../../src/cluster/model/cluster-spec.ts';
import { createPki, type PkiSession } from '../../../src/pki/index.ts';
import { withRecordedCa } from './recorded-ca.ts';
import { letterPath, recorder, type Letter, type Placed } from './recorder.ts';
import { HOST } from './spec.ts';

/** One key ring for all clusters: they run one after the other, and share the key of their CA. */
const SESSION = createPki({ crypto: globalThis.crypto });

const OTHER_CA = 'recorder/other-ca';

const template = (
  subject: Name,
  { notBefore, notAfter }: { readonly notBefore: number; readonly notAfter: number },
) => ({
  subject,
  sans: NO_SUBJECT_ALT_NAMES,
  serial: '07',
  notBefore: Math.floor(notBefore / SECOND) * SECOND,
  notAfter: Math.floor(notAfter / SECOND) * SECOND,
});

export class RecordedCluster {
  readonly simulation: Simulation;
  readonly pki: PkiSession = SESSION;
  readonly #letters = new Map<string, Letter | Placed>();

  constructor(spec: ClusterSpec) {
    this.simulation = Simulation.start(spec, {
      pki: withRecordedCa(this.pki),
      components: [...COMPONENTS, recorder(this.#letters)],
    });
  }

  get state() {
    return this.simulation.state;
  }

  /** Starts the control plane and creates `objects` as the administrator. */
  async start(objects: readonly ApiObject[]): Promise<void> {
    await this.give({ type: 'controlPlane.start' });
    await this.pass(5 * SECOND);
    await this.give({ type: 'kubectl.apply', objects });
    await this.pass(5 * SECOND);
  }

  async give(intent: Intent): Promise<void> {
    await this.simulation.give(intent);
  }

  async pass(duration: Duration): Promise<void> {
    await this.simulation.give({ type: 'clock.advance', to: this.state.now + duration });
  }

  /** A client certificate of the cluster's CA, good for a day. */
  async identity(commonName: string, organizations: readonly string[]): Promise<Credential> {
    const validity = { notBefore: this.state.now - 5 * MINUTE, notAfter: this.state.now + DAY };
    const subject = subjectName(commonName, organizations);
    const name = `${commonName}/${organizations.join('+')}`;
    const made = await this.certificateFor(name, subject, validity, false);
    return { kind: 'clientCertificate', chain: [made.certificate], key: made.key };
  }

  /** A client certificate, its key, and another key. `foreign`: of a CA that nobody here knows. */
  async certificateFor(
    name: string,
    subject: Name,
    validity: { readonly notBefore: number; readonly notAfter: number },
    foreign: boolean,
  ): Promise<{ certificate: string; key: string; otherKey: string }> {
    const key = `recorder/${name}`;
    const otherKey = `${key}/other`;
    const publicKey = await this.#generated(key);
    await this.#generated(otherKey);
    const issuer = foreign
      ? { issuer: await this.otherCa(), issuerKey: OTHER_CA }
      : { issuer: this.state.kubeadm.ca!, issuerKey: `${HOST}/ca` };
    const certificate = await this.#issued({
      ...issuer,
      publicKey,
      template: {
        ...template(subject, validity),
        keyUsages: ['digitalSignature', 'keyEncipherment'],
        extKeyUsages: ['clientAuth'],
        basicConstraints: 'leaf',
        subjectKeyIdentifier: false,
        authorityKeyIdentifier: true,
      },
    });
    return { certificate, key, otherKey };
  }

  /** PEM of a CA that nobody here knows. */
  async otherCa(): Promise<string> {
    await this.#generated(OTHER_CA);
    const validity = { notBefore: this.state.now - DAY, notAfter: this.state.now + 365 * DAY };
    return this.#issued({
      issuerKey: OTHER_CA,
      template: {
        ...template(subjectName('other-ca'), validity),
        keyUsages: ['certSign'],
        extKeyUsages: [],
        basicConstraints: 'ca',
        subjectKeyIdentifier: true,
        authorityKeyIdentifier: false,
      },
    });
  }

  async #generated(key: string): Promise<string> {
    const made = await this.pki.perform({ kind: 'generateKey', key, algorithm: 'ecdsa-p256' });
    if (made.kind !== 'generateKey') throw new Error(JSON.stringify(made));
    return made.result.publicKey.spki;
  }

  async #issued(wish: Omit<Extract<CryptoEffect, { kind: 'issue' }>, 'kind'>): Promise<string> {
    const issued = await this.pki.perform({ kind: 'issue', ...wish });
    if (issued.kind !== 'issue') throw new Error(JSON.stringify(issued));
    return issued.result.pem;
  }

  /** Puts a file or a link on a host, of whatever content. */
  async place(placed: Placed): Promise<void> {
    const path = letterPath(`placed-${this.#letters.size}`);
    this.#letters.set(path, placed);
    await this.give({ type: 'file.remove', host: HOST, path });
  }

  /** What kube-apiserver answers within `wait`; undefined where nothing came. */
  async ask(
    credential: Credential,
    request: ApiRequest,
    wait: Duration = 50,
  ): Promise<ApiAnswer | undefined> {
    const exchange = `recorder-${this.#letters.size}`;
    const path = letterPath(exchange);
    this.#letters.set(path, { exchange, credential, request });
    await this.give({ type: 'file.remove', host: HOST, path });
    await this.pass(wait);
    return this.state.exchanges.get(exchange)?.answer;
  }

  facts<T extends FactType>(type: T, from = 0): readonly Fact<FactOf<T>>[] {
    return this.simulation.log
      .slice(from)
      .filter((fact): fact is Fact<FactOf<T>> => fact.type === type);
  }
}
