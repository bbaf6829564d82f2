import type { AstroIntegration } from 'astro';

/** Pages that are not words alone, by address. Reading pages come from `content/docs` through Starlight. */
const routes: readonly { readonly pattern: string; readonly entrypoint: string }[] = [
  { pattern: '/', entrypoint: './src/pages/root.astro' },
  { pattern: '/404', entrypoint: './src/pages/404.astro' },
  { pattern: '/[locale]/lab', entrypoint: './src/pages/lab/index.astro' },
  { pattern: '/[locale]/lab/[scenario]', entrypoint: './src/pages/lab/scenario.astro' },
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
