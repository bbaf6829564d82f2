import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface BuildOptions {
  /** Where the site will stand, folder included; without it at the root of localhost:4321. */
  readonly siteUrl?: string;
  readonly outDir?: string;
  /** Whether the build says nothing unless it fails. */
  readonly quiet?: boolean;
}

/** The folder of an address, with a slash at both ends: `/` or `/sub/`. */
export const mountOf = (siteUrl = 'http://localhost:4321/'): string =>
  new URL(siteUrl).pathname.replace(/\/?$/, '/');

const astro = join(
  dirname(createRequire(import.meta.url).resolve('astro/package.json')),
  'bin/astro.mjs',
);

/** Builds the site as `npm run build` does. Throws with the build's own words where it fails. */
export function buildSite({ siteUrl, outDir, quiet = false }: BuildOptions = {}): Promise<void> {
  const args = [astro, 'build', ...(outDir === undefined ? [] : ['--outDir', outDir])];
  const env = {
    ...process.env,
    ASTRO_TELEMETRY_DISABLED: '1',
    // A test runner's `test` would get the packages' development builds into the pages.
    NODE_ENV: 'production',
    ...(siteUrl === undefined ? {} : { SITE_URL: siteUrl }),
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: quiet ? 'pipe' : 'inherit' });
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The site does not build.\n${said}`)),
    );
  });
}
