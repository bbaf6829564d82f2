import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONTROL_PLANE_ROWS, NODE_ROWS, type MatrixRow } from './rows.ts';

const ROWS: readonly MatrixRow[] = [...NODE_ROWS, ...CONTROL_PLANE_ROWS];

describe('the rows of the tables over all releases', () => {
  it('are seen in a test, or say why not', () => {
    const missing = ROWS.filter((row) =>
      'ledgerOnly' in row
        ? row.ledgerOnly === ''
        : !readFileSync(row.file, 'utf8').includes(row.test),
    );
    expect(missing.map(({ title }) => title)).toEqual([]);
  });

  it('have each a title of their own', () => {
    const titles = ROWS.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('of a kubelet are all seen, and four fifths of all', () => {
    expect(NODE_ROWS.filter((row) => 'ledgerOnly' in row)).toEqual([]);
    const only = ROWS.filter((row) => 'ledgerOnly' in row).length;
    console.log(
      `${ROWS.length} rows, ${ROWS.length - only} seen of the engine, ${only} ledger only`,
    );
    expect(only / ROWS.length).toBeLessThan(0.2);
  });
});
