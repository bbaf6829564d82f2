import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite, type BuildOptions } from './site.ts';

/** What a built site is made from. */
const sources = [
  'astro.config.mjs',
  'content.config.ts',
  'content',
  'package-lock.json',
  'public',
  'src',
];

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/**
 * Builds for the tests where a source is newer than the last such build, and returns the folder. Each address has a
 * folder of its own below `.cache`, so that `dist` stays what the last `npm run build` made.
 */
export async function freshBuild(name: string, options: BuildOptions = {}): Promise<string> {
  const outDir = `.cache/site/${name}`;
  const stamp = `.cache/site/${name}.built`;
  const changed = Math.max(...sources.map(newest));
  if (existsSync(stamp) && statSync(stamp).mtimeMs > changed) return outDir;
  const started = new Date();
  await buildSite({ ...options, outDir, quiet: true });
  mkdirSync('.cache/site', { recursive: true });
  writeFileSync(stamp, `${started.toISOString()}\n`);
  return outDir;
}
