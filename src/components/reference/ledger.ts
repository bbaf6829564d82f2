/** The ledger: every boundary of every time line, with what a reader can filter it by. */
import { timelineWords, type ReferenceMessages } from '../../messages/reference.ts';
import type { Boundary, Timeline } from '../../releases/timeline.ts';
import { componentOf } from './time-lines.ts';
import { shown, type ShownValue } from './value.ts';

export interface LedgerRow {
  readonly boundary: Boundary<unknown>;
  readonly value: ShownValue;
}

export interface LedgerEntry {
  readonly line: Timeline<unknown>;
  readonly component: string;
  readonly title: string;
  readonly says: string;
  readonly rows: readonly LedgerRow[];
}

export const ledgerEntry = (line: Timeline<unknown>, messages: ReferenceMessages): LedgerEntry => {
  const words = timelineWords(messages, line.id);
  return {
    line,
    component: componentOf(line.id),
    title: words.title,
    says: words.says,
    rows: line.boundaries.map((boundary) => ({
      boundary,
      value: shown(boundary.value, words, messages),
    })),
  };
};

export interface LedgerCount {
  readonly lines: number;
  readonly boundaries: number;
  readonly inferred: number;
  /** Of all boundaries, in percent with one decimal. */
  readonly inferredShare: string;
}

export function ledgerCount(lines: readonly Timeline<unknown>[]): LedgerCount {
  const boundaries = lines.flatMap((line) => line.boundaries);
  const inferred = boundaries.filter(({ source }) => source.confidence === 'inferred').length;
  const share = boundaries.length === 0 ? 0 : (100 * inferred) / boundaries.length;
  return {
    lines: lines.length,
    boundaries: boundaries.length,
    inferred,
    inferredShare: share.toFixed(1),
  };
}
