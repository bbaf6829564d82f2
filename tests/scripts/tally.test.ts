import { describe, expect, it } from 'vitest';
import {
  add,
  broken,
  conformanceTally,
  playwrightTally,
  vitestTally,
} from '../../scripts/test/tally.ts';

const vitest = (counts: Record<string, number>): string =>
  JSON.stringify({
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    numFailedTestSuites: 0,
    ...counts,
  });

const playwright = (stats: Record<string, number>, errors: unknown[] = []): string =>
  JSON.stringify({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors });

describe('the count of a run', () => {
  it('of Vitest', () => {
    expect(vitestTally(vitest({ numPassedTests: 5, numFailedTests: 2 }))).toEqual({
      passed: 5,
      failed: 2,
    });
  });

  it('of Vitest names what was skipped', () => {
    expect(vitestTally(vitest({ numPassedTests: 5, numPendingTests: 1, numTodoTests: 1 }))).toEqual(
      {
        passed: 5,
        failed: 0,
        besides: '2 skipped',
      },
    );
  });

  it('fails where a file did not load, though every test that ran has passed', () => {
    expect(vitestTally(vitest({ numPassedTests: 5, numFailedTestSuites: 1 })).failed).toBe(1);
  });

  it('fails where nothing ran', () => {
    expect(vitestTally(vitest({}))).toEqual(broken);
    expect(playwrightTally(playwright({}))).toEqual(broken);
    expect(conformanceTally('')).toEqual(broken);
  });

  it('of Playwright takes the second try for a failure, and an error outside of tests too', () => {
    expect(playwrightTally(playwright({ expected: 3, unexpected: 1, flaky: 1 }))).toEqual({
      passed: 3,
      failed: 2,
    });
    expect(playwrightTally(playwright({ expected: 3 }, [{}])).failed).toBe(1);
  });

  it('of the conformance runner is read from its last line', () => {
    const output = '{"id":"a/b","ok":true}\n12 passed, 1 failed, 3 skipped, 2 disputed\n';
    expect(conformanceTally(output)).toEqual({
      passed: 12,
      failed: 1,
      besides: '3 skipped, 2 disputed',
    });
  });

  it('of several is their sum', () => {
    const first = { passed: 1, failed: 2, besides: '1 skipped' };
    expect(add([first, { passed: 3, failed: 0 }])).toEqual({
      passed: 4,
      failed: 2,
      besides: '1 skipped',
    });
  });
});
