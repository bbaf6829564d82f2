import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pinsMade, pinsOf } from '../../../src/components/reference/pins.ts';
import { lines } from '../../../src/components/reference/time-lines.ts';

const folder = 'tests/conformance/cases';
const known = new Set(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const { cases } = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as {
        cases?: readonly { readonly id: string }[];
      };
      return (cases ?? []).map(({ id }) => id);
    }),
);
const all = lines.flatMap((line) =>
  line.boundaries.map((boundary) => ({ line, boundary, pins: pinsOf(line, boundary) })),
);

describe('the checks beside the boundaries of the ledger', () => {
  it('are of a day', () => {
    expect(pinsMade).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('are cases and tests that there are', () => {
    const gone = all.flatMap(({ pins }) => [
      ...(pins?.cases ?? []).filter((id) => !known.has(id)),
      ...(pins?.tests ?? []).filter((path) => !existsSync(path)),
    ]);
    expect([...new Set(gone)], 'run scripts/reference/pins.ts').toEqual([]);
  });

  it('are known for nearly all: run scripts/reference/pins.ts where time lines were added', () => {
    const unknown = all.filter(({ pins }) => pins === undefined);
    expect(unknown.length / all.length).toBeLessThan(0.2);
  });

  it('say of the name of a request that tests read it', () => {
    const requestName = all.filter(({ line }) => line.id === 'kubelet.bootstrap.requestName');
    expect(requestName.every(({ pins }) => (pins?.tests.length ?? 0) > 0)).toBe(true);
  });
});

it('a boundary that the run did not know has no checks to name', () => {
  const [first] = lines;
  const boundary = { ...first!.boundaries[0]!, since: '1.5' as const };
  expect(pinsOf({ ...first!, id: 'test.pins.none' }, boundary)).toBeUndefined();
});
