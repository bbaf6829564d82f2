import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** Runs the check as if in another Node. */
function runIn(version: string): { status: number | null; said: string } {
  const set = `Object.defineProperty(process.versions, 'node', { value: '${version}' });`;
  const code = `${set} await import('./scripts/node-version.mjs');`;
  const result = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  return { status: result.status, said: result.stderr };
}

describe('a script that is started', () => {
  it.each(['20.20.2', '22.11.0', '18.0.0'])('with Node %s stops with a sentence', (version) => {
    const { status, said } = runIn(version);
    expect(status).toBe(1);
    expect(said).toContain('This needs Node 22.12 or newer');
    expect(said).toContain('npm ci installs the right Node');
  });

  it.each(['22.12.0', '24.1.0'])('with Node %s goes on', (version) => {
    expect(runIn(version)).toEqual({ status: 0, said: '' });
  });
});
