/** Puts a row of a matrix to the engine: the same request by the same requestor, the same decisions after 150 ms. */
import { recordedBytes } from '../recorded-bytes.ts';
import { SECOND } from '../../../src/cluster/model/instant.ts';
import type {
  CertificateSigningRequest,
  CsrCondition,
} from '../../../src/cluster/model/objects.ts';
import { pemEncode } from '../../../src/cluster/model/pem.ts';
import type {
  ApiAnswer,
  Credential,
  ResourceRequest,
} from '../../../src/cluster/model/requests.ts';
import type { Release } from '../../../src/releases/release.ts';
import { controllersCsrVersion } from '../../../src/releases/controller-manager.ts';
import type { RecordedCluster } from '../cluster/recorded-cluster.ts';
import { TOKENS } from '../cluster/spec.ts';
import type { MatrixRow } from './rows.ts';

export type Requestors = Readonly<Record<MatrixRow['given']['requestor'], Credential>>;

const token = (value: string): Credential => ({ kind: 'bearerToken', token: value });

export async function requestors(cluster: RecordedCluster): Promise<Requestors> {
  return {
    boot: token(TOKENS.boot),
    other: token(TOKENS.other),
    nogroup: token(TOKENS.nogroup),
    bst: token('07401b.f395accd246ae52d'),
    n1: await cluster.identity('system:node:node-1', ['system:nodes']),
    n2: await cluster.identity('system:node:node-2', ['system:nodes']),
    n1nog: await cluster.identity('system:node:node-1', []),
    admin: await cluster.identity('kubernetes-admin', ['system:masters']),
  };
}

/** The conditions that the recorder wrote, by their type. */
function decision(type: string, version: string): CsrCondition {
  const verb = type === 'Approved' ? 'approve' : 'deny';
  return {
    type,
    ...(version === 'v1' ? { status: 'True' } : {}),
    reason: type === 'Approved' ? 'KubectlApprove' : 'KubectlDeny',
    message: `This CSR was ${verb === 'approve' ? 'approved' : 'denied'} by kubectl certificate ${verb}.`,
  };
}

export interface Replay {
  readonly name: string;
  readonly created: ApiAnswer | undefined;
  readonly decisions: readonly { readonly type: string; readonly answer: ApiAnswer | undefined }[];
  readonly last: CertificateSigningRequest | undefined;
  /** Seconds from the creation to the last look. */
  readonly age: number;
  /** Facts of the row: positions in the log. */
  readonly from: number;
  readonly to: number;
}

const nameOf = (row: MatrixRow): string => `m-${row.id.toLowerCase().replace(/[^a-z0-9-]/g, '')}`;

function stored(cluster: RecordedCluster, name: string): CertificateSigningRequest | undefined {
  const object = cluster.state.objects.get(`certificatesigningrequests//${name}`);
  return object?.kind === 'CertificateSigningRequest' ? object : undefined;
}

export async function replay(
  cluster: RecordedCluster,
  who: Requestors,
  row: MatrixRow,
  release: Release,
): Promise<Replay> {
  const { given } = row;
  const name = nameOf(row);
  const version = controllersCsrVersion.at(release);
  const csrs: Omit<ResourceRequest, 'verb'> = {
    kind: 'resource',
    apiGroup: 'certificates.k8s.io',
    apiVersion: version,
    resource: 'certificatesigningrequests',
  };
  const from = cluster.simulation.log.length;
  const began = cluster.state.now;
  const body: CertificateSigningRequest = {
    apiVersion: `certificates.k8s.io/${version}`,
    kind: 'CertificateSigningRequest',
    metadata: { name },
    spec: {
      request: pemEncode('CERTIFICATE REQUEST', recordedBytes(given.request)),
      usages: given.usages,
      ...(given.signerName === undefined ? {} : { signerName: given.signerName }),
    },
    status: {},
  };
  const created = await cluster.ask(who[given.requestor], { ...csrs, verb: 'create', body }, 150);
  const decisions: { type: string; answer: ApiAnswer | undefined }[] = [];
  const types = given.action === 'none' ? [] : given.action.split('+');
  for (const verb of types) {
    const type = verb === 'approve' ? 'Approved' : 'Denied';
    const current = stored(cluster, name);
    if (!current) break;
    const conditions = [...(current.status.conditions ?? []), decision(type, version)];
    const put: ResourceRequest = {
      ...csrs,
      verb: 'update',
      subresource: 'approval',
      name,
      body: {
        ...current,
        apiVersion: body.apiVersion,
        status: { ...current.status, conditions },
      },
    };
    decisions.push({ type, answer: await cluster.ask(who.admin, put, 8) });
  }
  await cluster.pass(SECOND);
  const last = stored(cluster, name);
  const age = Math.floor((cluster.state.now - began) / SECOND);
  const to = cluster.simulation.log.length;
  await cluster.ask(who.admin, { ...csrs, verb: 'delete', name });
  return { name, created, decisions, last, age, from, to };
}
