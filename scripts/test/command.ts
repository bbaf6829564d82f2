import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/** Tools of `node_modules/.bin` first, and with them the Node that this runs in. */
const env = (): NodeJS.ProcessEnv => ({
  ...process.env,
  ASTRO_TELEMETRY_DISABLED: '1',
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
  PATH: [resolve('node_modules/.bin'), process.env.PATH].join(delimiter),
});

/** Runs a tool and keeps what it says. `loud` passes that on at once, for runs of minutes. */
export function command(
  program: string,
  args: readonly string[],
  { loud = false, extraEnv = {} }: { loud?: boolean; extraEnv?: Record<string, string> } = {},
): Promise<Outcome> {
  return new Promise((done) => {
    const child = spawn(program, args, {
      env: { ...env(), ...extraEnv },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      if (loud) process.stdout.write(chunk);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (error) =>
      done({ ok: false, output: `${output}\n${program}: ${error.message}` }),
    );
    child.on('close', (code) => done({ ok: code === 0, output }));
  });
}
