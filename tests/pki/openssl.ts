import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ran {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real `openssl`; an argument `@name` becomes the path of a file with the text of that name. */
export function openssl(
  args: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Ran {
  const folder = mkdtempSync(join(tmpdir(), 'openssl-'));
  try {
    const path = (name: string) => join(folder, name);
    for (const [name, text] of Object.entries(files)) writeFileSync(path(name), text);
    const real = args.map((arg) => (arg.startsWith('@') ? path(arg.slice(1)) : arg));
    const { status, stdout, stderr, error } = spawnSync('openssl', real, { encoding: 'utf8' });
    if (error) throw error;
    return { ok: status === 0, stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `openssl x509 -text -noout` or `openssl req -text -noout`. */
export const opensslText = (command: 'x509' | 'req', pem: string): Ran =>
  openssl([command, '-noout', '-text', '-in', '@in.pem'], { 'in.pem': pem });

/** `openssl verify` of one certificate at an instant; what it says about a failure is in the result. */
export function opensslVerify(
  pem: string,
  roots: string,
  purpose: 'sslclient' | 'sslserver',
  at: number,
  more: readonly string[] = [],
): Ran {
  const time = ['-attime', String(Math.floor(at / 1000))];
  const args = ['verify', '-purpose', purpose, ...time, ...more, '-CAfile', '@ca.pem', '@leaf.pem'];
  return openssl(args, { 'ca.pem': roots, 'leaf.pem': pem });
}
