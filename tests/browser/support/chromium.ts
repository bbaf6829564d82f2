import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];

const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** Whether a program starts at all: a package without its libraries is found, and then it is of no use. */
const starts = (path: string): boolean =>
  spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;

function onPath(): string | undefined {
  const found = spawnSync('sh', ['-c', names.map((name) => `command -v ${name}`).join(' || ')]);
  return found.stdout?.toString().trim().split('\n')[0] || undefined;
}

/** Kept out of the lock file: 68 MB that only a machine without a browser needs. */
const npmBrowser = { folder: '.cache/chromium', name: '@sparticuz/chromium', version: '153.0.0' };

/** A Chromium that comes through npm, for Linux on x64 only; it unpacks itself on first use. */
async function fromNpm(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const { folder, name, version } = npmBrowser;
  mkdirSync(folder, { recursive: true });
  const install = ['install', '--no-audit', '--no-fund', '--prefix', folder, `${name}@${version}`];
  spawnSync('npm', install, { stdio: 'ignore' });
  try {
    const entry = createRequire(resolve(folder, 'package.json')).resolve(name);
    const module: unknown = await import(pathToFileURL(entry).href);
    const { default: chromium } = module as { default: { executablePath(): Promise<string> } };
    return await chromium.executablePath();
  } catch {
    // The registry could not be reached, or it cannot be unpacked here: the next way is tried.
    return undefined;
  }
}

function fromApt(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: 'ignore',
    }).status === 0;
  // The faces stand in for Arial, so that a page measures here as it does elsewhere.
  const packages = ['chromium-headless-shell', 'fonts-liberation'];
  const install = () => apt('install', '-y', '--no-install-recommends', ...packages);
  return install() || (apt('update') && install()) ? onPath() : undefined;
}

/**
 * The path of a Chromium that starts: `CHROMIUM_PATH`, one that is installed, one from npm, or, as root on Debian, one
 * from apt. Throws a sentence that says what to do where there is none.
 */
export async function findChromium(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (starts(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, and that does not start.`);
  }
  const installed = [onPath(), ...usualPlaces.filter((path) => existsSync(path))];
  for (const find of [() => installed.find((path) => path && starts(path)), fromNpm, fromApt]) {
    const path = await find();
    if (path !== undefined && starts(path)) return path;
  }
  throw new Error(
    'No Chromium was found and none could be installed: install Chromium or Chrome, or set CHROMIUM_PATH.',
  );
}

/** The version that a Chromium says it is, for the log of a run. */
export const versionOf = (path: string): string =>
  execFileSync(path, ['--version'], { encoding: 'utf8' }).trim();
