/** Scenario j: CertificateSigningRequests as they should not be. */
import type { CertificateSigningRequest } from '../../../src/cluster/model/objects.ts';
import { controllersCsrVersion } from '../../../src/releases/controller-manager.ts';
import type { Release } from '../../../src/releases/release.ts';
import { RecordedCluster } from '../cluster/recorded-cluster.ts';
import { recordedObjects, recordedSpec, without } from '../cluster/spec.ts';
import type { Unit } from '../comparison.ts';
import { requestors } from '../matrix/replay.ts';
import { recordedBytes } from '../recorded-bytes.ts';
import { codeOf, createdCsr, refusalOf } from './answers.ts';
import type { InvalidRow } from './recorded-rows.ts';

function bodyOf({ body }: InvalidRow): CertificateSigningRequest {
  const { request, ...spec } = body.spec;
  return {
    kind: 'CertificateSigningRequest',
    apiVersion: body.apiVersion,
    metadata: { name: '', ...body.metadata },
    spec: { ...spec, request: new TextDecoder().decode(recordedBytes(request)) },
    status: body.status ?? {},
  };
}

/** The recorder shortened dumps of bytes to their first eight, their number and the last. */
const shortened = (message: string): string =>
  message.replace(/\[\]byte\{([^}]+)\}/g, (whole, inner: string) => {
    const bytes = inner.split(', ');
    if (bytes.length <= 16) return whole;
    return `[]byte{${bytes.slice(0, 8).join(', ')}, …${bytes.length} bytes in all…, ${bytes.at(-1)}}`;
  });

export async function invalidUnits(
  tag: string,
  rows: readonly InvalidRow[],
  release: Release,
): Promise<readonly Unit[]> {
  const cluster = new RecordedCluster(recordedSpec(release, { approvesGroup: false }));
  await cluster.start(without(recordedObjects(release), 'anyone-may-ask'));
  const who = await requestors(cluster);
  const units: Unit[] = [];
  for (const row of rows) {
    const answer = await cluster.ask(who[row.requestor], {
      kind: 'resource',
      verb: 'create',
      apiGroup: 'certificates.k8s.io',
      apiVersion: controllersCsrVersion.at(release),
      resource: 'certificatesigningrequests',
      body: bodyOf(row),
    });
    const refusal = refusalOf(answer);
    units.push({
      id: `${tag}/invalid/${row.id}`,
      aspects: [
        { name: 'code', recorded: row.code, replayed: codeOf(answer) },
        {
          name: 'refusal',
          recorded: row.refusal ?? row.text,
          replayed:
            refusal === undefined || typeof refusal === 'string'
              ? refusal
              : { ...refusal, message: shortened(refusal.message) },
        },
        { name: 'created', recorded: row.created, replayed: createdCsr(answer) },
      ],
    });
  }
  return units;
}
