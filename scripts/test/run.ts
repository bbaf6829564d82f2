import { kinds, type Kind } from './kinds.ts';
import { add, broken, type Tally } from './tally.ts';

interface Row extends Tally {
  readonly name: string;
  readonly seconds: number;
}

function chosen(args: readonly string[]): readonly Kind[] {
  const names = args.filter((arg) => arg !== '--all');
  const unknown = names.filter((name) => !kinds.some((kind) => kind.name === name));
  if (unknown.length > 0) {
    const known = kinds.map(({ name }) => name).join(', ');
    throw new Error(`There is no kind of check called ${unknown.join(', ')}: there are ${known}.`);
  }
  if (names.length > 0) return kinds.filter(({ name }) => names.includes(name));
  return args.includes('--all') ? kinds : kinds.filter(({ slow }) => slow !== true);
}

async function runKind({ name, run }: Kind): Promise<Row> {
  console.log(`\n--- ${name}`);
  const started = performance.now();
  const tally = await run().catch((error: unknown) => {
    console.log(error instanceof Error ? error.message : String(error));
    return broken;
  });
  return { name, seconds: (performance.now() - started) / 1000, ...tally };
}

async function inTurn(some: readonly Kind[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const kind of some) rows.push(await runKind(kind));
  return rows;
}

const row = ({ name, passed, failed, seconds, besides }: Row): string =>
  [
    name.padEnd(14),
    `${passed} passed`.padStart(12),
    `${failed} failed`.padStart(11),
    `${seconds.toFixed(0)} s`.padStart(7),
    besides === undefined ? '' : `  ${besides}`,
  ].join('');

/**
 * Runs the kinds named by the arguments, all but the slow ones where none is, prints a row for each and the closing
 * line `N passed, N failed`. Resolves with the exit code.
 */
export async function runKinds(args: readonly string[]): Promise<number> {
  // The browser's tests have a long tail of their own (playwright.config.ts).
  if (args.includes('--all')) process.env.TEST_ALL = '1';
  const wanted = chosen(args);
  const isCompanion = ({ beside }: Kind): boolean => wanted.some(({ name }) => name === beside);
  const rows: Row[] = [];
  for (const kind of wanted.filter((one) => !isCompanion(one))) {
    const companions = wanted.filter(({ beside }) => beside === kind.name);
    const [row, others] = await Promise.all([runKind(kind), inTurn(companions)]);
    rows.push(row, ...others);
  }
  const total = add(rows);
  console.log(`\n${rows.map(row).join('\n')}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
}
