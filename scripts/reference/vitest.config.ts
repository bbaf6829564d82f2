import { defineConfig } from 'vitest/config';

/** The tests of the engine and of what is told about it, each file in a world of its own, with its reads written down. */
export default defineConfig({
  root: process.cwd(),
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['architecture', 'browser', 'components', 'messages', 'scripts', 'site'].map(
      (kind) => `tests/${kind}/**`,
    ),
    environment: 'node',
    setupFiles: ['tests/property-seed.ts', 'scripts/reference/record-reads.ts'],
    maxWorkers: 1,
  },
});
