import { describe, expect, it } from 'vitest';
import { createPki } from '../../../src/pki/index.ts';
import { requestMaker } from './requests.ts';
import { releasesFor, runCase } from './run-case.ts';
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

describe('releasesFor', () => {
  it('gives every release of a range', () => {
    expect(releasesFor({ since: '1.34', until: null })).toEqual(['1.34', '1.35', '1.36']);
    expect(releasesFor({ since: '1.8', until: '1.9' })).toEqual(['1.8', '1.9']);
  });

  it('begins with the oldest known where a range begins before it', () => {
    expect(releasesFor({ since: '1.2', until: '1.5' } as never)).toEqual(['1.4', '1.5']);
  });

  it('asks the preview for what is said of it alone', () => {
    expect(releasesFor({ since: '1.37', until: null })).toEqual(['1.37']);
    expect(releasesFor({ since: '1.38', until: null } as never)).toEqual([]);
  });
});
