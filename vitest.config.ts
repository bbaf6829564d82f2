import { defineConfig } from 'vitest/config';

/** One project per kind of check; `scripts/test.mjs` runs them one after the other and adds the counts up. */
const node = (name: string, include: string[], exclude: string[] = []) => ({
  extends: true as const,
  test: {
    name,
    include,
    exclude,
    environment: 'node' as const,
    // The code under test keeps no state in its modules: loading it once a worker takes a third of the time.
    isolate: false,
    // A slow machine is no failure.
    testTimeout: 30_000,
    setupFiles: ['tests/property-seed.ts'],
  },
});

const cost = 'tests/scenarios/cost.test.ts';
const ownKinds = ['architecture', 'browser', 'pki', 'site'];

export default defineConfig({
  test: {
    // A log over many facts is told by its difference, not by its first lines.
    chaiConfig: { truncateThreshold: 400 },
    passWithNoTests: false,
    // All cores: of two, the default leaves one idle.
    maxWorkers: '100%',
    projects: [
      node('unit', ['tests/**/*.test.ts'], [...ownKinds.map((kind) => `tests/${kind}/**`), cost]),
      node('cost', [cost]),
      {
        extends: true,
        test: {
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          environment: 'node',
          // The first typed lint reads the whole project.
          testTimeout: 60_000,
        },
      },
      node('pki', ['tests/pki/**/*.test.ts']),
      {
        extends: true,
        test: {
          name: 'site',
          include: ['tests/site/**/*.test.ts'],
          environment: 'node',
          // A worker reads the pages once for all of its files.
          isolate: false,
          globalSetup: ['tests/site/build.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
