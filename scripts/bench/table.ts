import type { Row } from './measures.ts';

/** The rows as text, in columns: what, time, ratio to bare WebCrypto, note. */
export function table(title: string, rows: readonly Row[]): string {
  const cells = rows.map(({ what, milliseconds, ratio, note }) => [
    what,
    `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`,
    ratio === undefined ? '' : `× ${ratio.toFixed(1)}`,
    note,
  ]);
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  const lines = cells.map((row) =>
    row
      .map((cell, column) =>
        column === 1 || column === 2
          ? cell.padStart(widths[column] ?? 0)
          : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return [title, ...lines].join('\n');
}
