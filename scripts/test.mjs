/**
 * `npm test`: every kind of check. Kinds may be named (`node scripts/test.mjs types unit`);
 * `--all` adds what takes longer than ten minutes allow.
 */
import './node-version.mjs';

const { runKinds } = await import('./test/run.ts');
process.exitCode = await runKinds(process.argv.slice(2));
