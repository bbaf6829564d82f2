/**
 * Runs conformance cases against the engine: `npm run -s conformance -- FILE...`, one JSON line a case, a count at last.
 * Without a file it runs those of this project. Exit code 0 only where nothing failed, 2 where a file cannot be read.
 */
import { fileURLToPath } from 'node:url';
import { createPki } from '../../src/pki/index.ts';
import { caseFilesAt, CaseFileError, readCaseFile } from './runner/cases.ts';
import { requestMaker } from './runner/requests.ts';
import { runCase, type CaseLine } from './runner/run-case.ts';
import { vocabulary } from './runner/vocabulary.ts';

const OWN_CASES = fileURLToPath(new URL('./cases', import.meta.url));

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  disputed: number;
}

function count(counts: Counts, line: CaseLine): void {
  if ('skipped' in line) counts.skipped += 1;
  else if ('disputed' in line) counts.disputed += 1;
  else if (line.ok) counts.passed += 1;
  else counts.failed += 1;
}

async function main(paths: readonly string[]): Promise<number> {
  // npm changes to the package's folder; INIT_CWD is the folder that the command was given in.
  const cwd = process.env['INIT_CWD'] ?? process.cwd();
  const files = (paths.length > 0 ? paths : [OWN_CASES])
    .flatMap((path) => caseFilesAt(path, cwd))
    .map(readCaseFile);
  const words = await vocabulary();
  const pki = createPki({ crypto: globalThis.crypto });
  const requests = requestMaker(pki);
  const counts: Counts = { passed: 0, failed: 0, skipped: 0, disputed: 0 };
  for (const file of files) {
    for (const given of file.cases) {
      const line = await runCase(given, words, file, pki, requests);
      count(counts, line);
      console.log(JSON.stringify(line));
    }
  }
  const { passed, failed, skipped, disputed } = counts;
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped, ${disputed} disputed`);
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CaseFileError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
