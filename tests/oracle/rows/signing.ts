/** Scenario k: signing durations, and a CA that ends soon. */
import {
  HOUR,
  MINUTE,
  rfc3339,
  SECOND,
  type Duration,
} from '../../../src/cluster/model/instant.ts';
import type { CertificateDetails } from '../../../src/cluster/model/crypto.ts';
import type { Release } from '../../../src/releases/release.ts';
import { RecordedCluster } from '../cluster/recorded-cluster.ts';
import { recordedObjects, recordedSpec } from '../cluster/spec.ts';
import type { Unit } from '../comparison.ts';
import { replay, requestors } from '../matrix/replay.ts';
import { controllerLines } from '../matrix/compare.ts';
import type { MatrixRow } from '../matrix/rows.ts';
import type { SigningRow } from './recorded-rows.ts';

const UNITS: Readonly<Record<string, Duration>> = { s: SECOND, m: MINUTE, h: HOUR };

/** `87600h` in milliseconds; a year where the flag was not given. */
function durationOf(text: string | null): Duration {
  if (text === null) return 8760 * HOUR;
  return Number(text.slice(0, -1)) * UNITS[text.slice(-1)]!;
}

async function readValidity(cluster: RecordedCluster, pem: string): Promise<readonly string[]> {
  const read = await cluster.pki.perform({ kind: 'readCertificate', pem });
  const certificates: readonly CertificateDetails[] =
    read.kind === 'readCertificate' && read.result.ok ? read.result.certificates : [];
  return certificates.flatMap(({ notBefore, notAfter }) => [rfc3339(notBefore), rfc3339(notAfter)]);
}

async function signingUnit(
  tag: string,
  row: SigningRow,
  request: MatrixRow,
  release: Release,
): Promise<Unit> {
  const approvedAt = Date.parse(row.approvedAt);
  const startsAt = approvedAt - 12 * SECOND;
  const spec = recordedSpec(release, {
    signingDuration: durationOf(row.duration),
    // kubeadm's CA begins five minutes ago.
    caDuration: Date.parse(row.caEnds) - startsAt + 5 * MINUTE,
  });
  const cluster = new RecordedCluster({ ...spec, startsAt });
  await cluster.start(recordedObjects(release));
  const who = await requestors(cluster);
  await cluster.give({ type: 'clock.advance', to: approvedAt });
  const replayed = await replay(cluster, who, { ...request, id: row.id }, release);
  const issued = replayed.last?.status.certificate;
  const named = (lines: readonly string[]) =>
    lines.map((line) => line.replaceAll(`k-${row.id}`, '<csr>').replaceAll(replayed.name, '<csr>'));
  return {
    id: `${tag}/signing/${row.id}`,
    aspects: [
      {
        name: 'validity',
        recorded: row.validity,
        replayed: issued === undefined ? undefined : await readValidity(cluster, issued),
      },
      {
        name: 'controllerMessages',
        recorded: named(row.messages),
        replayed: named(controllerLines(cluster, replayed)),
      },
    ],
  };
}

/** @param request the row of the matrix whose request and decision are put to each cluster */
export async function signingUnits(
  tag: string,
  rows: readonly SigningRow[],
  request: MatrixRow,
  release: Release,
): Promise<readonly Unit[]> {
  const units: Unit[] = [];
  for (const row of rows) units.push(await signingUnit(tag, row, request, release));
  return units;
}
