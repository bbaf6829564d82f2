/** What real components did, beside what the engine does: nothing may differ but what the table of differences says. */
import { afterAll, describe, expect, it } from 'vitest';
import { differencesOf, type Unit } from './comparison.ts';
import { differences } from './differences.ts';
import { kubeletsOf } from './kubelets/runs.ts';
import { kubeletUnits } from './kubelets/units.ts';
import { matrixOf } from './matrix/rows.ts';
import { matrixUnits } from './matrix/units.ts';
import { RECORDED, TAGS } from './recorded-releases.ts';
import { report } from './report.ts';
import { rowUnits } from './rows/units.ts';
import { outdated, unlisted, type Standing } from './standing.ts';

const compared: Unit[] = [];

/** Of the table, what is about these units. */
const tableOf = (units: readonly Unit[]): readonly Standing[] => {
  const ids = new Set(units.map(({ id }) => id));
  return differences
    .map((standing) => ({ ...standing, units: standing.units.filter((unit) => ids.has(unit)) }))
    .filter((standing) => standing.units.length > 0);
};

function compare(units: readonly Unit[]): void {
  compared.push(...units);
  const found = units.flatMap(differencesOf);
  const table = tableOf(units);
  expect(unlisted(found, table)).toEqual([]);
  expect(outdated(found, table)).toEqual([]);
}

describe.each(TAGS)('recordings of %s', (tag) => {
  const release = RECORDED[tag];

  it('agree with the engine on every row of the matrix', { timeout: 120_000 }, async () => {
    compare(await matrixUnits(tag, matrixOf(tag), release));
  });

  it(
    'agree with the engine on tokens, signing and invalid requests',
    { timeout: 120_000 },
    async () => {
      compare(await rowUnits(tag, release));
    },
  );

  it('agree with the engine on every kubelet', { timeout: 120_000 }, async () => {
    compare(await kubeletUnits(tag, kubeletsOf(tag), release));
  });
});

describe('the table of differences', () => {
  it('speaks of nothing that was not recorded', () => {
    const ids = new Set(compared.map(({ id }) => id));
    expect(differences.flatMap(({ units }) => units).filter((unit) => !ids.has(unit))).toEqual([]);
  });
});

afterAll(() => {
  console.log(report(compared, differences));
});
