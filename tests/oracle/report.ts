/** The small table that the test prints: how much was compared, how much of it is equal, how much is listed. */
import { differencesOf, type Unit, type UnitDifference } from './comparison.ts';
import { unlisted, type Standing } from './standing.ts';

/** `v1.8.15/matrix/c01` → `v1.8.15`, `matrix`. */
const headOf = (id: string): readonly [string, string] => {
  const [tag = '', scenario = ''] = id.split('/');
  return [
    tag,
    ['defaults', 'matrix', 'invalid', 'updates', 'tokens', 'signing', 'cluster-info'].includes(
      scenario,
    )
      ? 'rows'
      : 'scenarios',
  ];
};

interface Count {
  compared: number;
  equal: number;
  listed: number;
}

function countOf(unit: Unit, table: readonly Standing[], count: Count): Count {
  const found: readonly UnitDifference[] = differencesOf(unit);
  const isListed = found.length > 0 && unlisted(found, table).length === 0;
  return {
    compared: count.compared + 1,
    equal: count.equal + (found.length === 0 ? 1 : 0),
    listed: count.listed + (isListed ? 1 : 0),
  };
}

export function report(units: readonly Unit[], table: readonly Standing[]): string {
  const counts = new Map<string, Count>();
  for (const unit of units) {
    for (const key of [headOf(unit.id).join(' '), `all ${headOf(unit.id)[1]}`]) {
      const so = counts.get(key) ?? { compared: 0, equal: 0, listed: 0 };
      counts.set(key, countOf(unit, table, so));
    }
  }
  const line = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, at) => (at === 0 ? String(cell).padEnd(22) : String(cell).padStart(9)))
      .join('');
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    line(['recordings', 'compared', 'equal', 'listed']),
    ...rows.map(([key, { compared, equal, listed }]) => line([key, compared, equal, listed])),
  ].join('\n');
}
