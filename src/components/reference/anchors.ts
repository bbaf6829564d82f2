import type { Boundary, Timeline } from '../../releases/timeline.ts';

/** Where the ledger tells of a time line, or of one of its boundaries. Stable: links from elsewhere hang on it. */
export const anchorOf = (line: Timeline<unknown>, boundary?: Boundary<unknown>): string =>
  boundary === undefined ? line.id : `${line.id}-${boundary.since}`;
