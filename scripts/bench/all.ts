/** Every measure that any runtime can take, in order; what it has so far is told row by row. */
import { rsaPairs } from './clusters.ts';
import { bootstrap, manyNodes, replays, years, type Row } from './measures.ts';

export interface Scale {
  readonly nodes: readonly number[];
  readonly logs: readonly number[];
}

export const SCALE: Scale = {
  nodes: [1, 10, 100, 1000],
  logs: [100, 1000, 10_000, 100_000],
};

/**
 * How much dearer a node is in the largest cluster than in the one a tenth as large. Smaller ones are no measure: there
 * the runtime has yet to warm up.
 */
const growth = (rows: readonly { readonly perNode: number }[]): number => {
  const [small, large] = rows.slice(-2);
  return small && large ? large.perNode / small.perNode - 1 : 0;
};

export async function measureAll(
  scale: Scale,
  tell: (row: Row) => void = () => undefined,
): Promise<{ readonly rows: readonly Row[]; readonly growth: number }> {
  const rsaKeys = await rsaPairs();
  const rows: Row[] = [];
  const add = (row: Row) => {
    const { what, milliseconds, ratio, note } = row;
    const kept = { what, milliseconds, ...(ratio === undefined ? {} : { ratio }), note };
    rows.push(kept);
    tell(kept);
  };
  add(await bootstrap(rsaKeys));
  const clusters = [];
  for (const count of scale.nodes) {
    const row = await manyNodes(count, rsaKeys);
    add(row);
    clusters.push(row);
  }
  add(await years(rsaKeys));
  // The smallest cluster whose log is long enough: a picture of a thousand nodes is dearer than one of a few.
  for (const length of scale.logs) {
    const log = clusters.find((cluster) => cluster.log.length >= length)?.log;
    if (log) add(replays(log, length));
  }
  return { rows, growth: growth(clusters) };
}
