import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const starts = (): boolean => spawnSync('openssl', ['version']).status === 0;

function install(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: 'ignore',
    }).status === 0;
  if (!apt('install', '-y', '--no-install-recommends', 'openssl')) {
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'openssl');
  }
}

/**
 * Makes sure that `openssl` can be started, and returns its version. Installs it as root on Debian; elsewhere throws a
 * sentence that says what is missing.
 */
export function ensureOpenssl(): string {
  if (!starts()) install();
  if (!starts()) {
    throw new Error(
      'openssl was not found and could not be installed: install OpenSSL 3 and put it on the PATH.',
    );
  }
  return spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout.trim();
}
