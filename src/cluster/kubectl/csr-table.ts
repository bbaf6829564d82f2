/** What `kubectl get csr` prints (pkg/printers/internalversion/printers.go, printCertificateSigningRequest). */
import { columnMinWidth, csrColumns } from '../../releases/kubectl-tables.ts';
import type { Release } from '../../releases/release.ts';
import { csrCondition } from '../model/csr-condition.ts';
import { parseRfc3339, SECOND, type Instant } from '../model/instant.ts';
import type { CertificateSigningRequest } from '../model/objects.ts';
import { humanDuration } from './human-duration.ts';
import { aligned } from './tab-writer.ts';

type Cell = (csr: CertificateSigningRequest, now: Instant, release: Release) => string;

const CELLS: Readonly<Record<string, Cell>> = {
  NAME: ({ metadata }) => metadata.name,
  AGE: ({ metadata }, now, release) => {
    const created = parseRfc3339(metadata.creationTimestamp ?? '');
    return created === undefined ? '<unknown>' : humanDuration(now - created, release);
  },
  SIGNERNAME: ({ spec }) => spec.signerName ?? '<none>',
  REQUESTOR: ({ spec }) => spec.username ?? '',
  REQUESTEDDURATION: ({ spec: { expirationSeconds } }, _now, release) =>
    expirationSeconds === undefined ? '<none>' : humanDuration(expirationSeconds * SECOND, release),
  CONDITION: ({ status }) => csrCondition(status),
};

/** Lines, the header first; none where there are no requests. A list has the order of the names. */
export function csrTable(
  csrs: readonly CertificateSigningRequest[],
  now: Instant,
  release: Release,
): readonly string[] {
  if (csrs.length === 0) return [];
  const columns = csrColumns.at(release);
  const rows = csrs.map((csr) =>
    columns.map((column) => CELLS[column]?.(csr, now, release) ?? '').join('\t'),
  );
  const minWidth = columnMinWidth.at(release);
  return aligned([columns.join('\t'), ...rows], { minWidth, padding: 3, fill: 'blanks' });
}
