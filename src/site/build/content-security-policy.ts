import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { headersFile } from './headers.ts';
import { inlineHashes } from './inline-hashes.ts';

/**
 * The policy of one page: its own scripts and styles, nothing from elsewhere, nothing sent elsewhere.
 * Two concessions: search runs a small WebAssembly module of its own, and components set `style` attributes.
 */
export function policyOf(scripts: readonly string[], styles: readonly string[]): string {
  return [
    "default-src 'self'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function withPolicy(html: string): string {
  const { scripts, styles, offset } = inlineHashes(html);
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policyOf(scripts, styles)}">`;
  return html.slice(0, offset) + meta + html.slice(offset);
}

/**
 * Writes each built page's policy into it, and the headers that no page can carry into `_headers`.
 * Astro's own `security.csp` misses the scripts that Starlight writes inline, so this looks at what is really there.
 */
export function contentSecurityPolicy(): AstroIntegration {
  let base = '/';
  return {
    name: 'content-security-policy',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base;
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const files = (await readdir(root, { recursive: true })).filter((file) =>
          file.endsWith('.html'),
        );
        for (const file of files) {
          const path = join(root, file);
          await writeFile(path, withPolicy(await readFile(path, 'utf8')));
        }
        await writeFile(join(root, '_headers'), headersFile(base));
        logger.info(`${files.length} pages carry their policy`);
      },
    },
  };
}
