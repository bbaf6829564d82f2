/** What `kubectl get csr` and `kubectl describe csr` print of a node's requests, recorded and replayed. */
import { csrDescription } from '../../../src/cluster/kubectl/csr-description.ts';
import { csrTable } from '../../../src/cluster/kubectl/csr-table.ts';
import { aligned } from '../../../src/cluster/kubectl/tab-writer.ts';
import type { CertificateSigningRequest } from '../../../src/cluster/model/objects.ts';
import { columnMinWidth } from '../../../src/releases/kubectl-tables.ts';
import type { Aspect } from '../comparison.ts';
import { masked } from './masks.ts';
import type { KubeletReplay } from './replay.ts';
import type { RecordedStage, RecordedTable } from './runs.ts';

/** No cell is empty, and columns stand three blanks apart at least. */
const cellsOf = (line: string): readonly string[] => line.split(/ {3,}/);

/** Header and rows, each once and in order of the alphabet; names and ages hang on keys and on the second of the look. */
function rowsOf([header = '', ...rows]: readonly string[]): readonly (readonly string[])[] {
  const columns = cellsOf(header);
  const hidden = rows.map((row) =>
    cellsOf(row).map((cell, at) => (columns[at] === 'AGE' ? '<age>' : masked(cell))),
  );
  const byText = new Map(hidden.map((cells) => [cells.join(' '), cells]));
  return [columns, ...[...byText.keys()].sort().map((text) => byText.get(text)!)];
}

function tableAspects({ lines, own }: RecordedTable, replay: KubeletReplay): readonly Aspect[] {
  const { release } = replay;
  const recorded = lines.filter((line, at) => at === 0 || own.includes(cellsOf(line)[0]!));
  const minWidth = columnMinWidth.at(release);
  return [
    {
      name: 'kubectl get csr',
      recorded: rowsOf(recorded),
      replayed: rowsOf(csrTable(replay.csrs(), replay.cluster.state.now, release)),
    },
    {
      name: 'columns of kubectl get csr',
      recorded: lines,
      replayed: aligned(
        lines.map((line) => cellsOf(line).join('\t')),
        { minWidth, padding: 3, fill: 'blanks' },
      ),
    },
  ];
}

const describedMasked = (lines: readonly string[]): string =>
  lines
    .map((line) =>
      masked(line)
        .replace(/(CreationTimestamp:\s+).*/, '$1<time>')
        .replace(/(IP Addresses:\s+)(127\.0\.0\.1|192\.0\.2\.2)$/, '$1<node>'),
    )
    .join('\n');

const userOf = (description: string): string | undefined =>
  /^Requesting User:\s+(\S+)$/m.exec(description)?.[1];

async function described(
  csr: CertificateSigningRequest,
  { cluster, release }: KubeletReplay,
): Promise<readonly string[]> {
  const read = await cluster.pki.perform({ kind: 'readCsr', pem: csr.spec.request });
  if (read.kind !== 'readCsr' || !read.result.ok) throw new Error(JSON.stringify(read));
  return csrDescription(csr, read.result.request, release);
}

const once = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();

export async function kubectlAspects(
  { kubectlGet, kubectlDescribe }: RecordedStage,
  replay: KubeletReplay,
): Promise<readonly Aspect[]> {
  // In scenario f the recorder described the serving requests alone.
  const users = kubectlDescribe?.map((lines) => userOf(lines.join('\n'))) ?? [];
  const texts: string[] = [];
  for (const csr of replay.csrs())
    if (users.includes(csr.spec.username))
      texts.push(describedMasked(await described(csr, replay)));
  return [
    ...(kubectlGet === undefined ? [] : tableAspects(kubectlGet, replay)),
    ...(kubectlDescribe === undefined
      ? []
      : [
          {
            name: 'kubectl describe csr',
            recorded: once(kubectlDescribe.map(describedMasked)),
            replayed: once(texts),
          },
        ]),
  ];
}
