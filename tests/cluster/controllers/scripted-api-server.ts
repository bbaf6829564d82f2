/**
 * A kube-apiserver written by hand: it answers each request of kube-controller-manager at once as the test says, and
 * tells of objects when the test applies them. So a test decides what a real one would rarely do: conflicts, refusals.
 */
import { controllerManager } from '../../../src/cluster/controllers/index.ts';
import { Simulation } from '../../../src/cluster/kernel/simulation.ts';
import type { ClusterSpec } from '../../../src/cluster/model/cluster-spec.ts';
import type { Component } from '../../../src/cluster/model/component.ts';
import type { PkiPort } from '../../../src/cluster/model/crypto.ts';
import type { Fact, FactBody, FactOf, FactType } from '../../../src/cluster/model/facts.ts';
import { DAY, type Duration } from '../../../src/cluster/model/instant.ts';
import type {
  ApiObject,
  CertificateSigningRequest,
  CsrCondition,
} from '../../../src/cluster/model/objects.ts';
import { NO_SUBJECT_ALT_NAMES, subjectName } from '../../../src/cluster/model/names.ts';
import type { ApiAnswer, ResourceRequest } from '../../../src/cluster/model/requests.ts';
import { transport } from '../../../src/cluster/transport/index.ts';
import { createPki } from '../../../src/pki/index.ts';
import type { Release } from '../../../src/releases/release.ts';
import { firstBootCluster } from '../../../src/scenarios/first-boot/cluster.ts';
import { CLIENT_SIGNER, CLIENT_USAGES } from './requests.ts';

const KCM = 'kube-controller-manager@control-plane' as const;
const SERVER = 'kube-apiserver@control-plane' as const;

export type Answer = (request: ResourceRequest) => ApiAnswer;

export const refusal = (code: number, reason: string, message: string): ApiAnswer => ({
  kind: 'status',
  code,
  status: { kind: 'Status', status: 'Failure', code, reason, message },
});

/** What an obliging server answers: reviews are allowed, whatever is written is stored. */
export const obliging: Answer = ({ verb, body }) => {
  if (verb === 'list') return { kind: 'list', code: 200, items: [], resourceVersion: '1' };
  if (verb === 'watch') return { kind: 'watching', code: 200 };
  if (body?.kind === 'SubjectAccessReview')
    return { kind: 'object', code: 201, object: { ...body, status: { allowed: true } } };
  if (body) return { kind: 'object', code: 200, object: body };
  return {
    kind: 'status',
    code: 200,
    status: { kind: 'Status', status: 'Success', code: 200, reason: '', message: '' },
  };
};

const conditionsOf = (object: ApiObject): readonly CsrCondition[] =>
  object.kind === 'CertificateSigningRequest' ? (object.status.conditions ?? []) : [];

function answered(fact: Fact<FactOf<'request.prepared'>>, answer: Answer): readonly FactBody[] {
  if (fact.request.kind !== 'resource') return [];
  return [
    { type: 'response.sent', by: SERVER, exchange: fact.exchange, answer: answer(fact.request) },
    { type: 'response.received', by: KCM, exchange: fact.exchange },
  ];
}

/** Objects reach the informers in the order applied; one that is known counts as changed. */
function told(objects: readonly ApiObject[], known: Set<string>, seq: number): readonly FactBody[] {
  return objects.map((object, index) => {
    const name = `${object.kind}/${object.metadata.name}`;
    const type = known.has(name) ? 'MODIFIED' : 'ADDED';
    known.add(name);
    const versioned = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: `${seq}.${index}` },
    } as ApiObject;
    return {
      type: 'watch.received',
      by: KCM,
      exchange: 'watch',
      delivery: `${seq}.${index}`,
      event: { type, object: versioned },
    };
  });
}

export interface Options {
  readonly answer?: Answer;
  /** What becomes of objects while a request is on its way: told to the informers before the answer. */
  readonly meanwhile?: (request: ResourceRequest) => readonly ApiObject[];
  readonly change?: (spec: ClusterSpec) => ClusterSpec;
  readonly caLasts?: Duration;
}

export class ControllerManagerUnderTest {
  readonly #simulation: Simulation;
  readonly #pki: PkiPort;
  readonly #release: Release;

  private constructor(simulation: Simulation, pki: PkiPort, release: Release) {
    this.#simulation = simulation;
    this.#pki = pki;
    this.#release = release;
  }

  static async start(release: Release, options: Options = {}): Promise<ControllerManagerUnderTest> {
    const {
      answer = obliging,
      meanwhile = () => [],
      change = (spec) => spec,
      caLasts = 3650 * DAY,
    } = options;
    const pki = createPki({ crypto: globalThis.crypto });
    const spec = change(firstBootCluster(release, 'controllers'));
    const ca = await selfSignedCa(pki, spec.startsAt, caLasts);
    const known = new Set<string>();
    const server: Component = {
      name: 'scripted',
      react(_, fact) {
        if (fact.type === 'request.prepared' && fact.request.kind === 'resource') {
          return [...told(meanwhile(fact.request), known, fact.seq), ...answered(fact, answer)];
        }
        if (fact.type !== 'intent.given') return [];
        const { intent } = fact;
        if (intent.type === 'kubectl.apply') return told(intent.objects, known, fact.seq);
        if (intent.type !== 'controlPlane.start') return [];
        const kubeadm = 'kubeadm@control-plane' as const;
        return [
          { type: 'certificate.issued', by: kubeadm, role: 'ca', key: 'ca', ...ca },
          {
            type: 'serviceAccountToken.issued',
            by: kubeadm,
            serviceAccount: 'certificate-controller',
            token: 'sa.certificates',
          },
          {
            type: 'serviceAccountToken.issued',
            by: kubeadm,
            serviceAccount: 'token-cleaner',
            token: 'sa.tokens',
          },
          { type: 'process.started', by: KCM, release, commandLine: [] },
        ];
      },
    };
    const exchanges: Component = {
      name: 'exchanges',
      react: () => [],
      evolve: (state, fact) => transport.evolve?.(state, fact) ?? state,
    };
    const simulation = Simulation.start(spec, {
      pki,
      components: [exchanges, server, controllerManager],
    });
    await simulation.give({ type: 'controlPlane.start' });
    return new ControllerManagerUnderTest(simulation, pki, release);
  }

  /** A CertificateSigningRequest with a real, signed request. */
  async csr(
    name: string,
    {
      commonName = 'system:node:node-1',
      organizations = ['system:nodes'],
      ...spec
    }: CsrOptions = {},
    status: CertificateSigningRequest['status'] = {},
  ): Promise<CertificateSigningRequest> {
    const key = `key-of-${name}`;
    await this.#pki.perform({ kind: 'generateKey', key, algorithm: 'ecdsa-p256' });
    const made = await this.#pki.perform({
      kind: 'createCsr',
      key,
      subject: subjectName(commonName, organizations),
      sans: NO_SUBJECT_ALT_NAMES,
    });
    if (made.kind !== 'createCsr') throw new Error(made.kind);
    return {
      apiVersion: 'certificates.k8s.io/v1',
      kind: 'CertificateSigningRequest',
      metadata: { name, creationTimestamp: '2026-03-02T09:00:00Z' },
      spec: {
        request: made.result.pem,
        signerName: CLIENT_SIGNER,
        usages: CLIENT_USAGES,
        username: commonName,
        ...spec,
      },
      status,
    };
  }

  async tell(...objects: readonly ApiObject[]): Promise<void> {
    await this.#simulation.give({ type: 'kubectl.apply', objects });
  }

  async advance(duration: Duration): Promise<void> {
    await this.#simulation.advance(this.#simulation.state.now + duration);
  }

  facts<T extends FactType>(type: T): readonly Fact<FactOf<T>>[] {
    return this.#simulation.log.filter((fact): fact is Fact<FactOf<T>> => fact.type === type);
  }

  /** Requests by verb and resource, `create subjectaccessreviews selfnodeclient`, in order; without the informers' own. */
  requests(): readonly string[] {
    return this.written().map(({ verb, resource, subresource, body }) => {
      const asked =
        body?.kind === 'SubjectAccessReview'
          ? body.spec.resourceAttributes.subresource
          : subresource;
      return [verb, resource, asked].filter(Boolean).join(' ');
    });
  }

  written(): readonly ResourceRequest[] {
    return this.facts('request.prepared')
      .map(({ request }) => request)
      .filter(
        (request): request is ResourceRequest =>
          request.kind === 'resource' && !['list', 'watch'].includes(request.verb),
      );
  }

  /** Conditions of the last object written. */
  lastConditions(): readonly CsrCondition[] {
    const body = this.written().findLast(
      (request) => request.body?.kind === 'CertificateSigningRequest',
    )?.body;
    return body ? conditionsOf(body) : [];
  }

  lines(verbosity = 9): readonly string[] {
    return this.facts('log.printed')
      .filter((line) => line.verbosity <= verbosity)
      .map(({ severity, file, message }) => `${severity} ${file}] ${message}`);
  }

  get state() {
    return this.#simulation.state;
  }

  get release(): Release {
    return this.#release;
  }
}

export interface CsrOptions {
  readonly commonName?: string;
  readonly organizations?: readonly string[];
  readonly username?: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly usages?: readonly string[];
  readonly signerName?: string;
  readonly expirationSeconds?: number;
}

async function selfSignedCa(pki: PkiPort, now: number, lasts: Duration) {
  await pki.perform({ kind: 'generateKey', key: 'ca', algorithm: 'ecdsa-p256' });
  const outcome = await pki.perform({
    kind: 'issue',
    issuerKey: 'ca',
    template: {
      subject: subjectName('kubernetes'),
      sans: NO_SUBJECT_ALT_NAMES,
      serial: '01',
      notBefore: now - DAY,
      notAfter: now + lasts,
      keyUsages: ['certSign'],
      extKeyUsages: [],
      basicConstraints: 'ca',
      subjectKeyIdentifier: true,
      authorityKeyIdentifier: false,
    },
  });
  if (outcome.kind !== 'issue') throw new Error(outcome.kind);
  return outcome.result;
}
