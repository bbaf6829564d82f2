/** Set-up of a test file that writes down which boundaries were read in it. */
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, expect } from 'vitest';
import { onRead } from './watch-lines.ts';

const read = new Set<string>();
onRead((anchor) => read.add(anchor));

afterAll(() => {
  const folder = process.env['READS_FOLDER'];
  const file = expect.getState().testPath;
  if (folder === undefined || file === undefined) return;
  const path = relative(process.cwd(), file).replaceAll('\\', '/');
  writeFileSync(
    join(folder, `${path.replaceAll('/', '__')}.json`),
    JSON.stringify({ path, read: [...read] }),
  );
});
