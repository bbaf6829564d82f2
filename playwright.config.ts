import { defineConfig } from '@playwright/test';

// Chromium is found, the site built and served by tests/browser/support; specs take `test` from there.
export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // The long tail is left to `npm run test:all`.
  ...(process.env.TEST_ALL === undefined ? { grepInvert: /@all/ } : {}),
  globalSetup: './tests/browser/support/setup.ts',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  reporter: [['line']],
  // Traces make the tests three times as long: ask for them with --trace=retain-on-failure.
  use: { serviceWorkers: 'block' },
});
