import { describe, expect, it } from 'vitest';
import { createPki } from '../../../src/pki/index.ts';
import { requestMaker } from './requests.ts';
import { runCase } from './run-case.ts';
import type { Area, ConformanceCase } from './types.ts';

const pki = createPki({ crypto: globalThis.crypto });
const FILE = { path: 'none.json', cases: [], pems: {} };

const WORDS: Area = {
  'sum.of': ({ given, then }) => {
    const sum = Number(given['a']) + Number(given['b']);
    return { got: { sum }, ok: sum === then['sum'] };
  },
};

const run = (given: ConformanceCase['given'], sum: number) =>
  runCase(
    {
      id: 'sum/one',
      area: 'sum',
      versions: { since: '1.20', until: '1.20' },
      given,
      when: 'sum.of',
      then: { sum },
      basis: 'table',
      versionBasis: 'read',
    },
    WORDS,
    FILE,
    pki,
    requestMaker(pki),
  );

describe('runCase', () => {
  it('passes where all of what is given was looked at', async () => {
    expect(await run({ a: 1, b: 2 }, 3)).toMatchObject({ ok: true, got: { sum: 3 } });
  });

  it('names a field that nothing looks at instead of passing', async () => {
    expect(await run({ a: 1, b: 2, carry: 1, sign: '-' }, 3)).toEqual({
      id: 'sum/one',
      skipped: 'given "carry", "sign": nothing here makes use of it',
    });
  });

  it('fails all the same where the outcome is another', async () => {
    expect(await run({ a: 1, b: 2, carry: 1 }, 4)).toMatchObject({ ok: false, got: { sum: 3 } });
  });
});
