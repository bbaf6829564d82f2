/** Scenario j: what becomes of a stored request that different users update, approve, delete or read. */
import type {
  CertificateSigningRequest,
  CertificateSigningRequestStatus,
  CsrCondition,
} from '../../../src/cluster/model/objects.ts';
import type { ApiAnswer, ResourceRequest } from '../../../src/cluster/model/requests.ts';
import { SECOND } from '../../../src/cluster/model/instant.ts';
import { controllersCsrVersion } from '../../../src/releases/controller-manager.ts';
import type { Release } from '../../../src/releases/release.ts';
import { RecordedCluster } from '../cluster/recorded-cluster.ts';
import { objectsForDevelopers, recordedSpec } from '../cluster/spec.ts';
import type { Unit } from '../comparison.ts';
import { requestors } from '../matrix/replay.ts';
import { codeOf, refusalOf } from './answers.ts';
import type { UpdateRow } from './recorded-rows.ts';

const NAME = 'upd';

type Csr = CertificateSigningRequest;

interface Act {
  readonly verb: 'update' | 'delete' | 'get';
  readonly subresource?: string;
  readonly change?: (csr: Csr) => Csr;
}

const condition = (type: string, more: Partial<CsrCondition> = { reason: 'x', message: 'x' }) =>
  ({ type, ...more }) as CsrCondition;

const withStatus = (csr: Csr, status: Partial<CertificateSigningRequestStatus>): Csr => ({
  ...csr,
  status: { ...csr.status, ...status },
});

const adding = (csr: Csr, added: CsrCondition): Csr => {
  const status = csr.apiVersion.endsWith('/v1') ? { status: 'True' as const } : {};
  return withStatus(csr, {
    conditions: [...(csr.status.conditions ?? []), { ...added, ...status }],
  });
};

const approval = (change: (csr: Csr) => Csr): Act => ({
  verb: 'update',
  subresource: 'approval',
  change,
});

const ACTS: Readonly<Record<string, Act>> = {
  p01: {
    verb: 'update',
    change: (csr) => ({ ...csr, spec: { ...csr.spec, usages: ['server auth'] } }),
  },
  p02: {
    verb: 'update',
    change: (csr) => ({ ...csr, spec: { ...csr.spec, username: 'somebody-else' } }),
  },
  p03: { verb: 'update', change: (csr) => adding(csr, condition('Approved')) },
  p04: {
    verb: 'update',
    change: (csr) => ({ ...csr, metadata: { ...csr.metadata, labels: { a: 'b' } } }),
  },
  p05: approval((csr) => adding(csr, condition('Approved'))),
  p06: approval((csr) => adding(csr, condition('Approved'))),
  p07: approval((csr) => withStatus(csr, { certificate: 'garbage' })),
  p08: {
    verb: 'update',
    subresource: 'status',
    change: (csr) => adding(csr, condition('Approved')),
  },
  p09: approval((csr) => adding(csr, condition('Foo'))),
  p10: approval((csr) => adding(csr, condition('Approved', {}))),
  p11: approval((csr) => adding(csr, condition('Approved'))),
  p12: approval((csr) => adding(csr, condition('Denied'))),
  p13: approval((csr) => withStatus(csr, { conditions: [] })),
  p14: {
    verb: 'update',
    subresource: 'status',
    change: (csr) => withStatus(csr, { certificate: 'garbage' }),
  },
  p15: {
    verb: 'update',
    subresource: 'status',
    change: ({ status: { certificate: _, ...status }, ...csr }) => ({ ...csr, status }),
  },
  p16: { verb: 'delete' },
  p17: { verb: 'delete' },
  p18: { verb: 'get' },
  p19: { verb: 'get' },
  p20: { verb: 'get' },
};

/** The second of a time is a matter of its own; whether there is one is not. */
const timesHidden = (conditions: readonly CsrCondition[] | undefined) =>
  conditions?.map(({ lastUpdateTime, lastTransitionTime, ...rest }) => ({
    ...rest,
    lastUpdateTime: lastUpdateTime ? '<time>' : null,
    ...(lastTransitionTime ? { lastTransitionTime: '<time>' } : {}),
  }));

const statusShown = ({ conditions, certificate }: CertificateSigningRequestStatus) => ({
  ...(conditions && conditions.length > 0 ? { conditions: timesHidden(conditions) } : {}),
  ...(certificate === undefined
    ? {}
    : { certificate: certificate.startsWith('-----BEGIN') ? 'issued' : certificate }),
});

function shown(csr: Csr | undefined) {
  if (!csr) return undefined;
  const { usages, username } = csr.spec;
  const labels = csr.metadata.labels ?? null;
  return { usages, username, labels, status: statusShown(csr.status) };
}

const messageOf = (answer: ApiAnswer | undefined): string | null => {
  const refusal = refusalOf(answer);
  return typeof refusal === 'string' ? refusal : (refusal?.message ?? null);
};

/** @param pem a request that a person may approve */
export async function updateUnits(
  tag: string,
  rows: readonly UpdateRow[],
  release: Release,
  pem: string,
): Promise<readonly Unit[]> {
  const cluster = new RecordedCluster(recordedSpec(release));
  await cluster.start(objectsForDevelopers(release));
  const who = await requestors(cluster);
  const version = controllersCsrVersion.at(release);
  const csrs: Omit<ResourceRequest, 'verb'> = {
    kind: 'resource',
    apiGroup: 'certificates.k8s.io',
    apiVersion: version,
    resource: 'certificatesigningrequests',
  };
  const stored = () => cluster.state.objects.get(`certificatesigningrequests//${NAME}`) as Csr;
  const body: Csr = {
    apiVersion: `certificates.k8s.io/${version}`,
    kind: 'CertificateSigningRequest',
    metadata: { name: NAME },
    spec: {
      request: pem,
      usages: ['digital signature', 'key encipherment', 'client auth'],
      ...(version === 'v1' ? { signerName: 'kubernetes.io/kube-apiserver-client' } : {}),
    },
    status: {},
  };
  await cluster.ask(who.other, { ...csrs, verb: 'create', body });
  const units: Unit[] = [];
  for (const row of rows) {
    const { verb, subresource, change } = ACTS[row.id.slice(0, 3)]!;
    const answer = await cluster.ask(who[row.who], {
      ...csrs,
      verb,
      name: NAME,
      ...(subresource === undefined ? {} : { subresource }),
      ...(change ? { body: { ...change(stored()), apiVersion: body.apiVersion } } : {}),
    });
    await cluster.pass(SECOND);
    units.push({
      id: `${tag}/updates/${row.id}`,
      aspects: [
        { name: 'code', recorded: row.code, replayed: codeOf(answer) },
        { name: 'message', recorded: row.message, replayed: messageOf(answer) },
        {
          name: 'after',
          recorded: { ...row.after, status: statusShown(row.after.status) },
          replayed: shown(stored()),
        },
      ],
    });
  }
  return units;
}
