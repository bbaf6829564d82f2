import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { allTimelines, type Boundary, type Timeline } from '../../src/releases/timeline.ts';

const FOLDER = new URL('../../src/releases/', import.meta.url);

/** At most this share of the boundaries may follow from what was read without having been seen. */
const MOST_INFERRED = 0.1;

interface Found {
  readonly line: Timeline<unknown>;
  readonly boundary: Boundary<unknown>;
}

let found: readonly Found[] = [];

beforeAll(async () => {
  for (const name of readdirSync(FOLDER)) await import(new URL(name, FOLDER).href);
  found = [...allTimelines().values()].flatMap((line) =>
    line.boundaries.map((boundary) => ({ line, boundary })),
  );
});

const named = ({ line, boundary }: Found): string => `${line.id} @ ${boundary.since}`;

describe('the boundaries of all time lines', () => {
  it('name the source in which they were read', () => {
    const said = /[A-Za-z0-9]/;
    const incomplete = found.filter(({ boundary: { source } }) => {
      const parts = [source.repo, source.path, source.ref, source.symbol];
      const isKnown = source.confidence === 'read' || source.confidence === 'inferred';
      return !isKnown || parts.some((part) => !said.test(part));
    });
    expect(incomplete.map(named)).toEqual([]);
    expect(found.length).toBeGreaterThan(600);
  });

  it('name an upstream repository, and a path inside it', () => {
    const elsewhere = found.filter(
      ({ boundary: { source } }) =>
        !/^kubernetes(-sigs)?\/[a-z-]+$/.test(source.repo) || source.path.startsWith('/'),
    );
    expect(elsewhere.map(named)).toEqual([]);
  });

  it('are read to nine tenths at least', () => {
    const inferred = found.filter(({ boundary }) => boundary.source.confidence === 'inferred');
    const share = inferred.length / found.length;
    console.log(
      `${found.length} boundaries on ${allTimelines().size} time lines, ${inferred.length} inferred: ${(share * 100).toFixed(1)} %`,
    );
    expect(share).toBeLessThanOrEqual(MOST_INFERRED);
  });

  it('have ids of two parts or more, each a name', () => {
    const ids = [...allTimelines().keys()];
    expect(ids.filter((id) => !/^[a-zA-Z]+(\.[a-zA-Z0-9-]+)+$/.test(id))).toEqual([]);
  });
});
