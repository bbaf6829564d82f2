/**
 * Columns as Go's text/tabwriter sets them (golang/go src/text/tabwriter/tabwriter.go): a cell that ends with a tab
 * belongs to a column, and lines that follow each other without a gap in that column share its width.
 */

export interface TabStyle {
  readonly minWidth: number;
  readonly padding: number;
  /** What fills a cell up: blanks, or tabs at every eighth place. */
  readonly fill: 'blanks' | 'tabs';
}

const TAB_STOP = 8;

/** The width of the column `at` in the block of lines round `line`. */
function columnWidth(rows: readonly (readonly string[])[], line: number, at: number, s: TabStyle) {
  const has = (index: number) => (rows[index]?.length ?? 0) > at + 1;
  let first = line;
  while (has(first - 1)) first -= 1;
  let width = s.minWidth;
  for (let index = first; has(index); index += 1)
    width = Math.max(width, [...rows[index]![at]!].length + s.padding);
  return width;
}

function filled(cell: string, width: number, { fill }: TabStyle): string {
  const length = [...cell].length;
  if (fill === 'blanks') return cell + ' '.repeat(width - length);
  const stop = Math.ceil(width / TAB_STOP) * TAB_STOP;
  return cell + '\t'.repeat(Math.ceil((stop - length) / TAB_STOP));
}

/** @param lines cells divided by tabs; the last cell of a line belongs to no column */
export function aligned(lines: readonly string[], style: TabStyle): readonly string[] {
  const rows = lines.map((line) => line.split('\t'));
  return rows.map((cells, line) =>
    cells
      .map((cell, at) =>
        at === cells.length - 1 ? cell : filled(cell, columnWidth(rows, line, at, style), style),
      )
      .join(''),
  );
}
