/** A row as recorded beside the row as replayed, aspect by aspect. */
import { pemBlocks } from '../../../src/cluster/model/pem.ts';
import { recordedBytes } from '../recorded-bytes.ts';
import type { ApiAnswer } from '../../../src/cluster/model/requests.ts';
import { csrTable } from '../../../src/cluster/kubectl/csr-table.ts';
import { parseRfc3339, SECOND } from '../../../src/cluster/model/instant.ts';
import type { CertificateSigningRequest } from '../../../src/cluster/model/objects.ts';
import type { RecordedCluster } from '../cluster/recorded-cluster.ts';
import { certificateText } from '../certificate-text.ts';
import type { Aspect } from '../comparison.ts';
import { codeOf, createdCsr, refusalOf } from '../rows/answers.ts';
import type { Replay } from './replay.ts';
import type { MatrixRow } from './rows.ts';

function errorOf(answer: ApiAnswer | undefined): string | null {
  return answer?.kind === 'status' ? answer.status.message : null;
}

const withoutTimes = (conditions: readonly object[] | undefined) =>
  (conditions ?? []).map((condition) => {
    const {
      lastUpdateTime: _u,
      lastTransitionTime: _t,
      ...rest
    } = condition as Record<string, unknown>;
    return rest;
  });

/** The table at the age that the recorder saw; when it looked is a matter of its own. */
function tableAtAge(
  csr: CertificateSigningRequest | undefined,
  recorded: readonly string[],
  { state }: RecordedCluster,
): readonly string[] {
  const age = / (\d+)s /.exec(recorded.at(-1) ?? '')?.[1] ?? '0';
  const created = parseRfc3339(csr?.metadata.creationTimestamp ?? '') ?? 0;
  const now = created + Number(age) * SECOND;
  return csrTable(csr ? [csr] : [], now, state.spec.workstation.release);
}

/** The reviews that the approver asked for, each once, with their answers. */
function reviews(cluster: RecordedCluster, { from, to }: Replay) {
  const asked = cluster.simulation.log.slice(from, to).flatMap((fact) => {
    if (fact.type !== 'response.sent') return [];
    const exchange = cluster.state.exchanges.get(fact.exchange);
    const { answer } = fact;
    if (answer.kind !== 'object' || answer.object.kind !== 'SubjectAccessReview') return [];
    const { spec, status } = answer.object;
    return [
      {
        by: exchange?.user?.name,
        user: spec.user,
        groups: spec.groups,
        extra: spec.extra ?? null,
        resourceAttributes: spec.resourceAttributes,
        allowed: status?.allowed,
        reason: status?.reason ?? null,
      },
    ];
  });
  return asked.filter(
    (review, index) =>
      asked.findIndex((other) => JSON.stringify(other) === JSON.stringify(review)) === index,
  );
}

/** Lines of kube-controller-manager that name the request, without those at a verbosity above -v=2. */
export function controllerLines(cluster: RecordedCluster, { name, from, to }: Replay) {
  const lines = cluster.simulation.log
    .slice(from, to)
    .flatMap((fact) =>
      fact.type === 'log.printed' &&
      fact.by.startsWith('kube-controller-manager@') &&
      fact.message.includes(name) &&
      !/ certificate request/.test(fact.message)
        ? [`${fact.file}] ${fact.message}`]
        : [],
    );
  return [...new Set(lines)];
}

/** `certificate_controller.go:139] …` without the line number, which moves with each patch release. */
const withoutLineNumber = (line: string): string => line.replace(/^(\w+\.go):\d+\]/, '$1]');

/** Lines of two rows are the same lines but for the name in them. */
const withoutName = (lines: readonly string[], name: string): readonly string[] =>
  lines.map((line) => line.replaceAll(name, '<csr>'));

export function aspectsOf(
  row: MatrixRow,
  replay: Replay,
  cluster: RecordedCluster,
): readonly Aspect[] {
  const { observed } = row;
  const issued = replay.last?.status.certificate;
  const block = issued === undefined ? undefined : pemBlocks(issued)[0];
  const all: (Aspect | false)[] = [
    { name: 'code', recorded: observed.code, replayed: codeOf(replay.created) },
    { name: 'refusal', recorded: observed.refusal, replayed: refusalOf(replay.created) },
    { name: 'created', recorded: observed.created, replayed: createdCsr(replay.created) },
    {
      name: 'decisions',
      recorded: observed.approvalCalls ?? [],
      replayed: replay.decisions.map(({ type, answer }) => ({
        type,
        status: codeOf(answer),
        error: errorOf(answer),
      })),
    },
    {
      name: 'conditions',
      recorded: withoutTimes(observed.conditions),
      replayed: withoutTimes(replay.last?.status.conditions),
    },
    observed.kubectlGet !== undefined && {
      name: 'kubectl get csr',
      recorded: observed.kubectlGet,
      replayed: tableAtAge(replay.last, observed.kubectlGet, cluster),
    },
    {
      name: 'certificate',
      recorded:
        observed.certificate === undefined
          ? undefined
          : certificateText(recordedBytes(observed.certificate)),
      replayed: block === undefined ? undefined : certificateText(block.bytes),
    },
    observed.subjectAccessReviews !== undefined && {
      name: 'subjectAccessReviews',
      recorded: observed.subjectAccessReviews,
      replayed: reviews(cluster, replay),
    },
    {
      name: 'controllerMessages',
      recorded: withoutName(
        [...new Set(observed.controllerMessages.map(withoutLineNumber))],
        replay.name,
      ),
      replayed: withoutName(controllerLines(cluster, replay), replay.name),
    },
  ];
  return all.filter((aspect) => aspect !== false);
}
