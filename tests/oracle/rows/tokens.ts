/** Scenario g: bootstrap token Secrets, their bearers, and tokencleaner. */
import { SECOND } from '../../../src/cluster/model/instant.ts';
import type { CertificateSigningRequest, Secret } from '../../../src/cluster/model/objects.ts';
import type { Credential, ResourceRequest } from '../../../src/cluster/model/requests.ts';
import { controllersCsrVersion } from '../../../src/releases/controller-manager.ts';
import type { Release } from '../../../src/releases/release.ts';
import { RecordedCluster } from '../cluster/recorded-cluster.ts';
import { recordedObjects, recordedSpec } from '../cluster/spec.ts';
import type { Aspect, Unit } from '../comparison.ts';
import { requestors, type Requestors } from '../matrix/replay.ts';
import { codeOf, createdCsr, refusalOf } from './answers.ts';
import type { TokenRow } from './recorded-rows.ts';

type Given = TokenRow['given'];

const secrets = (namespace: string): Omit<ResourceRequest, 'verb'> => ({
  kind: 'resource',
  apiGroup: '',
  apiVersion: 'v1',
  resource: 'secrets',
  namespace,
});

const csrs = (release: Release): Omit<ResourceRequest, 'verb'> => ({
  kind: 'resource',
  apiGroup: 'certificates.k8s.io',
  apiVersion: controllersCsrVersion.at(release),
  resource: 'certificatesigningrequests',
});

function secretOf({ secretName, namespace, type, data }: Given): Secret {
  const metadata = { name: secretName, namespace };
  return { apiVersion: 'v1', kind: 'Secret', metadata, type, data };
}

const bearer = ({ bearer: token }: Given): Credential => ({ kind: 'bearerToken', token });

/** Lines about tokens that have expired, without where in the file they stand. */
function cleanerLines(cluster: RecordedCluster, from: number): readonly string[] {
  return cluster
    .facts('log.printed', from)
    .filter(({ by }) => by.startsWith('kube-controller-manager@'))
    .map(({ file, message }) => `${file}] ${message}`)
    .filter((line) => /Deleting expired|Expired bootstrap token|Unparseable expiration/.test(line));
}

class TokenReplay {
  readonly #cluster: RecordedCluster;
  readonly #who: Requestors;
  readonly #release: Release;
  readonly #request: string;

  constructor(cluster: RecordedCluster, who: Requestors, release: Release, request: string) {
    this.#cluster = cluster;
    this.#who = who;
    this.#release = release;
    this.#request = request;
  }

  #list(given: Given) {
    return this.#cluster.ask(bearer(given), { ...csrs(this.#release), verb: 'list' });
  }

  #secret({ namespace, secretName: name }: Given) {
    return this.#cluster.ask(this.#who.admin, { ...secrets(namespace), verb: 'get', name });
  }

  #create(given: Given) {
    const { apiVersion } = csrs(this.#release);
    const body: CertificateSigningRequest = {
      apiVersion: `certificates.k8s.io/${apiVersion}`,
      kind: 'CertificateSigningRequest',
      metadata: { name: '', generateName: 'g-' },
      spec: {
        request: this.#request,
        usages: ['digital signature', 'key encipherment', 'client auth'],
        ...(apiVersion === 'v1'
          ? { signerName: 'kubernetes.io/kube-apiserver-client-kubelet' }
          : {}),
      },
      status: {},
    };
    return this.#cluster.ask(bearer(given), { ...csrs(this.#release), verb: 'create', body });
  }

  /** What the bearer and the Secret are like at each of the recorded moments. */
  async #moments({ given, timeline = [] }: TokenRow): Promise<readonly Aspect[]> {
    const aspects: Aspect[] = [];
    for (const { at, auth, secret } of timeline.filter(
      (_, i) => i === 0 || i === timeline.length - 1,
    )) {
      await this.#cluster.give({ type: 'clock.advance', to: Date.parse(at) + SECOND / 2 });
      const replayed = [codeOf(await this.#list(given)), codeOf(await this.#secret(given))];
      aspects.push({ name: `at ${at}`, recorded: [auth, secret], replayed });
    }
    return aspects;
  }

  async row(row: TokenRow): Promise<readonly Aspect[]> {
    const { given } = row;
    const first = row.timeline?.[0];
    if (first)
      await this.#cluster.give({ type: 'clock.advance', to: Date.parse(first.at) - SECOND });
    const from = this.#cluster.simulation.log.length;
    const body = secretOf(given);
    const post = await this.#cluster.ask(this.#who.admin, {
      ...secrets(given.namespace),
      verb: 'create',
      body,
    });
    await this.#cluster.pass(SECOND / 4);
    const list = await this.#list(given);
    const created = await this.#create(given);
    const after = await this.#secret(given);
    const moments = await this.#moments(row);
    const refusal = refusalOf(list);
    const spec = createdCsr(created)?.spec;
    const identity = row.create.identity;
    return [
      { name: 'secretPost', recorded: row.secretPost, replayed: codeOf(post) },
      { name: 'list', recorded: row.list.code, replayed: codeOf(list) },
      {
        name: 'message',
        recorded: row.list.message,
        replayed: typeof refusal === 'string' ? refusal : (refusal?.message ?? null),
      },
      { name: 'create', recorded: row.create.code, replayed: codeOf(created) },
      {
        name: 'identity',
        recorded: identity ? { username: identity.username, groups: identity.groups } : undefined,
        replayed: spec && { username: spec.username, groups: spec.groups },
      },
      { name: 'secretAfter', recorded: row.secretAfter, replayed: codeOf(after) },
      { name: 'log', recorded: row.log, replayed: cleanerLines(this.#cluster, from) },
      ...moments,
    ];
  }
}

export async function tokenUnits(
  tag: string,
  rows: readonly TokenRow[],
  release: Release,
  request: string,
): Promise<readonly Unit[]> {
  const spec = recordedSpec(release);
  const startsAt =
    Date.parse(rows[0]!.given.data['expiration']!) - 24 * 3600 * SECOND - 12 * SECOND;
  const cluster = new RecordedCluster({ ...spec, startsAt });
  // The first row brings the token of the other scenarios itself.
  await cluster.start(recordedObjects(release).filter(({ kind }) => kind !== 'Secret'));
  const replay = new TokenReplay(cluster, await requestors(cluster), release, request);
  const units: Unit[] = [];
  for (const row of rows)
    units.push({ id: `${tag}/tokens/${row.id}`, aspects: await replay.row(row) });
  return units;
}
