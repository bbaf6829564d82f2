import sitemap from '@astrojs/sitemap';
import starlight from '@astrojs/starlight';
import svelte from '@astrojs/svelte';
import { defineConfig, fontProviders } from 'astro/config';
import { contentSecurityPolicy } from './src/site/build/content-security-policy.ts';
import { pages } from './src/site/build/pages.ts';
import { defaultLocale, locales } from './src/site/locales.ts';

// Where the site will stand, with its folder: SITE_URL=https://example.org/lab/ npm run build
const address = new URL(process.env.SITE_URL ?? 'http://localhost:4321/');

/** Test pages under tests/ import what only exists there, and would switch the dev server's pre-bundling off. */
const optimizeDeps = { entries: ['!**/tests/**', '!**/test-results/**'] };

/** @param {string} file @param {400 | 600} weight */
const plex = (file, weight) => ({
  weight,
  style: /** @type {const} */ ('normal'),
  src: /** @type {[string]} */ ([
    `./node_modules/@fontsource/${file}-latin-${weight}-normal.woff2`,
  ]),
});

export default defineConfig({
  site: address.origin,
  base: address.pathname,
  srcDir: '.',
  trailingSlash: 'always',
  // Links are few and pages small; a prefetcher would be half of a reading page's script.
  prefetch: false,
  fonts: [
    {
      name: 'IBM Plex Sans',
      cssVariable: '--font-plex-sans',
      provider: fontProviders.local(),
      // Chinese comes from the reader's system: a subset of it would weigh more than the site.
      // src/styles/fonts.css knows more faces of the same widths, and bold ones, than Astro's own.
      optimizedFallbacks: false,
      fallbacks: [
        'Plex Sans fallback',
        'Source Han Sans SC',
        'Noto Sans SC',
        'Noto Sans CJK SC',
        'PingFang SC',
        'Microsoft YaHei',
        'system-ui',
        'sans-serif',
      ],
      options: {
        variants: [
          plex('ibm-plex-sans/files/ibm-plex-sans', 400),
          plex('ibm-plex-sans/files/ibm-plex-sans', 600),
        ],
      },
    },
    {
      name: 'IBM Plex Mono',
      cssVariable: '--font-plex-mono',
      provider: fontProviders.local(),
      optimizedFallbacks: false,
      fallbacks: [
        'Plex Mono fallback',
        'ui-monospace',
        'Cascadia Mono',
        'Menlo',
        'Consolas',
        'DejaVu Sans Mono',
        'monospace',
      ],
      options: {
        variants: [
          plex('ibm-plex-mono/files/ibm-plex-mono', 400),
          plex('ibm-plex-mono/files/ibm-plex-mono', 600),
        ],
      },
    },
  ],
  integrations: [
    starlight({
      title: 'kubelet-tls-lab',
      description:
        'A small, faithful Kubernetes control plane in your browser, with real keys, real requests and real certificates.',
      favicon: '/favicon.svg',
      locales,
      defaultLocale,
      customCss: ['./src/styles/tokens.css', './src/styles/fonts.css', './src/styles/site.css'],
      disable404Route: true,
      pagination: false,
      titleDelimiter: '·',
      // One dark ground for code in both schemes: a terminal is a terminal.
      expressiveCode: {
        themes: ['github-dark-high-contrast'],
        useStarlightUiThemeColors: false,
        styleOverrides: {
          borderRadius: 'var(--radius-object)',
          borderColor: 'var(--line-strong)',
          codeBackground: 'var(--term-bg)',
          codeForeground: 'var(--term-ink)',
          codeFontFamily: 'var(--font-mono)',
          frames: { shadowColor: 'transparent' },
        },
      },
      components: {
        Footer: './src/components/frame/Footer.astro',
        Head: './src/components/frame/Head.astro',
        Header: './src/components/frame/Header.astro',
        Hero: './src/components/frame/Hero.astro',
        MarkdownContent: './src/components/frame/MarkdownContent.astro',
        PageFrame: './src/components/frame/PageFrame.astro',
        Search: './src/components/frame/Search.astro',
        Sidebar: './src/components/frame/Sidebar.astro',
        SiteTitle: './src/components/frame/SiteTitle.astro',
        ThemeProvider: './src/components/frame/ThemeProvider.astro',
        ThemeSelect: './src/components/frame/ThemeSelect.astro',
      },
      routeMiddleware: './src/site/route-data.ts',
      sidebar: [
        {
          label: 'Releases and facts',
          translations: { 'zh-CN': '版本与事实' },
          items: [
            'reference',
            { label: 'Releases', translations: { 'zh-CN': '版本' }, link: '/reference/releases/' },
            { label: 'Compare', translations: { 'zh-CN': '比较' }, link: '/reference/compare/' },
            { label: 'The ledger', translations: { 'zh-CN': '账目' }, link: '/reference/facts/' },
            'reference/myths',
            'reference/simplifications',
          ],
        },
        {
          label: 'About',
          translations: { 'zh-CN': '关于' },
          items: ['about', 'about/sources', 'about/privacy'],
        },
      ],
    }),
    // Only pages that may be listed: the root leads on, and Chinese addresses still show English words.
    sitemap({
      filter: (page) => !page.includes('/zh-cn/') && new URL(page).pathname !== address.pathname,
    }),
    // Short names for scoped styles: they stand in every template of the lab.
    svelte({ compilerOptions: { cssHash: ({ hash, css }) => `s${hash(css).slice(0, 5)}` } }),
    pages(),
    // Last, because it hashes what the others have written.
    contentSecurityPolicy(),
  ],
  vite: {
    build: {
      rolldownOptions: {
        onwarn(warning, warn) {
          // Astro's own mark in a compiled page ("use astro:head-inject"), which it reads before bundling.
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
        },
      },
    },
    optimizeDeps,
    environments: { client: { optimizeDeps } },
  },
});
