type Headers = Readonly<Record<string, string>>;

/** A sandboxed frame has the origin `null`, so what an embed loads has to be open to every origin. */
const open: Headers = { 'Access-Control-Allow-Origin': '*' };

const rules: readonly (readonly [pattern: string, headers: Headers])[] = [
  [
    '/*',
    {
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    },
  ],
  // Names there carry a hash of their content.
  ['/_astro/*', { ...open, 'Cache-Control': 'public, max-age=31536000, immutable' }],
  ['/recordings/*', open],
  ['/embed*', open],
];

/** The `_headers` file that static hosts read (Netlify, Cloudflare Pages), for a site mounted at `base`. */
export const headersFile = (base: string): string =>
  rules
    .map(([pattern, headers]) =>
      [
        `${base.replace(/\/$/, '')}${pattern}`,
        ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n');
