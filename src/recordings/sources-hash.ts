/** A name for the engine as it stands: a recording holds as long as nothing changes that it was made with. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** All that a recording depends on. The lock file stands for the cryptography that comes from elsewhere. */
const MADE_WITH = [
  'package-lock.json',
  'src/cluster',
  'src/lifecycle',
  'src/pki',
  'src/player/refusals.ts',
  'src/player/run-steps.ts',
  'src/player/step-runner.ts',
  'src/player/step-search.ts',
  'src/recordings',
  'src/releases',
  'src/scenarios',
];

function filesOf(path: string): readonly string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((name) => statSync(name).isFile())
    .toSorted();
}

/** A hash over names and contents of the sources below `root`, in hex. */
export function sourcesHash(root: string): string {
  const hash = createHash('sha256');
  for (const file of MADE_WITH.flatMap((path) => filesOf(join(root, path)))) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
