import { describe, expect, it } from 'vitest';
import { agrees } from './comparison.ts';

const got = {
  error: true,
  errorMessage: 'the signer has expired: NotAfter=…',
  conditions: [{}, {}],
};

describe('what a case expects', () => {
  it('is asserted where it is named, and nowhere else', () => {
    expect(agrees(got, { error: true })).toBe(true);
    expect(agrees(got, { error: false })).toBe(false);
    expect(agrees(got, { unheardOf: true })).toBe(false);
  });

  it.each([
    ['errorPrefix', 'the signer has expired', 'has expired'],
    ['errorMessageContains', 'has expired', 'had expired'],
    ['errorRegex', '^the .*NotAfter=', '^NotAfter='],
    ['errorSuffix', 'NotAfter=…', 'the signer'],
  ])('tests a text by %s', (field, right, wrong) => {
    expect(agrees(got, { [field]: right })).toBe(true);
    expect(agrees(got, { [field]: wrong })).toBe(false);
  });

  it('asks that there is no text where it says null', () => {
    expect(agrees(got, { errorContains: null })).toBe(false);
    expect(agrees({ error: false }, { errorContains: null })).toBe(true);
  });

  it('finds nothing in an empty list, and something in any other', () => {
    expect(agrees({ groups: [] }, { groups: null, uid: null })).toBe(true);
    expect(agrees({ groups: ['a'] }, { groups: null })).toBe(false);
    expect(agrees({ groups: '' }, { groups: null })).toBe(false);
  });

  it('fails a test of a text that is not there', () => {
    expect(agrees({ error: true }, { errorContains: '' })).toBe(false);
  });

  it('counts a list that it does not show', () => {
    expect(agrees(got, { conditionsCount: 2, conditionCount: 2 })).toBe(true);
    expect(agrees(got, { conditionsCount: 1 })).toBe(false);
    expect(agrees({ conditionsCount: 3 }, { conditionsCount: 3 })).toBe(true);
  });
});
