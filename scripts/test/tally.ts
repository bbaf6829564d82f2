/** What a check came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** What is neither and has to be seen all the same: skipped, disputed. */
  readonly besides?: string;
}

export const add = (tallies: readonly Tally[]): Tally => {
  const besides = tallies.flatMap((tally) => tally.besides ?? []).join(', ');
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    ...(besides === '' ? {} : { besides }),
  };
};

/** A check that could not even count: it crashed, or there was nothing to run. */
export const broken: Tally = { passed: 0, failed: 1 };

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
}

/** Vitest's JSON report. A file that does not load has no tests in it, so it counts as one that failed. */
export function vitestTally(json: string): Tally {
  const report = JSON.parse(json) as VitestReport;
  const failed =
    report.numFailedTests > 0 ? report.numFailedTests : report.numFailedTestSuites > 0 ? 1 : 0;
  const skipped = report.numPendingTests + report.numTodoTests;
  if (report.numPassedTests + failed === 0) return broken;
  return {
    passed: report.numPassedTests,
    failed,
    ...(skipped > 0 ? { besides: `${skipped} skipped` } : {}),
  };
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly unknown[];
}

/** Playwright's JSON report. What passes only at the second try has failed. */
export function playwrightTally(json: string): Tally {
  const { stats, errors } = JSON.parse(json) as PlaywrightReport;
  const failed = stats.unexpected + stats.flaky + errors.length;
  if (stats.expected + failed === 0) return broken;
  return {
    passed: stats.expected,
    failed,
    ...(stats.skipped > 0 ? { besides: `${stats.skipped} skipped` } : {}),
  };
}

/** The closing line of the conformance runner. */
export function conformanceTally(output: string): Tally {
  const line = /^(\d+) passed, (\d+) failed, (\d+) skipped, (\d+) disputed$/m.exec(output);
  if (line === null) return broken;
  const [, passed, failed, skipped, disputed] = line;
  return {
    passed: Number(passed),
    failed: Number(failed),
    besides: `${skipped} skipped, ${disputed} disputed`,
  };
}
