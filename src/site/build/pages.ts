import type { AstroIntegration } from 'astro';

/** Pages that are not words alone, by address. Reading pages come from `content/docs` through Starlight. */
const routes: readonly { readonly pattern: string; readonly entrypoint: string }[] = [
  { pattern: '/', entrypoint: './src/pages/root.astro' },
  { pattern: '/404', entrypoint: './src/pages/404.astro' },
  { pattern: '/[locale]/lab', entrypoint: './src/pages/lab/index.astro' },
  { pattern: '/[locale]/lab/[scenario]', entrypoint: './src/pages/lab/scenario.astro' },
  { pattern: '/[locale]/reference/releases', entrypoint: './src/pages/reference/releases.astro' },
  {
    pattern: '/[locale]/reference/releases/[release]',
    entrypoint: './src/pages/reference/release.astro',
  },
  { pattern: '/[locale]/reference/compare', entrypoint: './src/pages/reference/compare.astro' },
  {
    pattern: '/[locale]/reference/compare/[older]/[newer]',
    entrypoint: './src/pages/reference/compare-two.astro',
  },
  { pattern: '/[locale]/reference/facts', entrypoint: './src/pages/reference/facts.astro' },
  { pattern: '/recordings/[...path].json', entrypoint: './src/pages/recordings/recording.ts' },
];

/** Astro looks for pages in `<srcDir>/pages`, and our srcDir is the root, so each is named here. */
export const pages = (): AstroIntegration => ({
  name: 'pages',
  hooks: {
    'astro:config:setup': ({ injectRoute }) => {
      for (const route of routes) injectRoute({ ...route, prerender: true });
    },
  },
});
