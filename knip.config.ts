import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    // Named as strings: Starlight's overrides, the routes, the route middleware.
    'src/components/frame/*.astro',
    'src/pages/**/*.{astro,ts}',
    'src/site/route-data.ts',
    'content/**/*.mdx',
    'scripts/*.mjs',
    // Started by hand, and by its own Vitest.
    'scripts/reference/{pins,record-reads,vitest.config}.ts',
    'tests/**/*.test.ts',
    'tests/conformance/areas/*.ts',
    'tests/browser/**/*.spec.ts',
  ],
  project: [
    'src/**/*.{ts,astro,svelte}',
    'content/**/*.mdx',
    'scripts/**/*.{ts,mjs}',
    'tests/**/*.ts',
    '*.{ts,mjs,js}',
  ],
  // What a module exports and uses itself is there to be tested; a type is there to be named.
  ignoreExportsUsedInFile: true,
  exclude: ['types'],
  // A time line is read through the registry that it enters itself into.
  ignoreIssues: { 'src/releases/**': ['exports'] },
  ignoreBinaries: ['openssl', 'apt-get'],
  ignoreDependencies: [
    // Read as files by astro.config.mjs.
    '@fontsource/ibm-plex-mono',
    '@fontsource/ibm-plex-sans',
    // Started by name: `astro check` and `svelte-check`.
    '@astrojs/check',
    'svelte-check',
    // Brought in by Starlight, pinned here so that its version is ours to choose.
    '@astrojs/mdx',
  ],
};

export default config;
