/**
 * `npm run bench`: what the engine costs, as ratios to bare WebCrypto timed in the same run.
 * `--quick` leaves out the largest cluster and the longest log; `--browser` measures in Chromium too.
 */
import { measureAll, SCALE, type Scale } from './all.ts';
import { heap } from './heap.ts';
import { table } from './table.ts';

const QUICK: Scale = { nodes: [1, 10, 100], logs: [100, 1000, 10_000] };

const flags = process.argv.slice(2);
const scale = flags.includes('--quick') ? QUICK : SCALE;

const heapRows = await heap();
const { rows, growth } = await measureAll(scale, ({ what }) => console.error(`… ${what}`));
console.log(table(`Node ${process.version}`, [...rows, ...heapRows]));
console.log(
  `a node in the largest cluster costs ${(100 * growth).toFixed(0)} % more than in the next`,
);

if (flags.includes('--browser')) {
  const { measureInChromium } = await import('./browser.ts');
  const page = await measureInChromium(scale);
  console.log(`\n${table(page.version, page.rows)}`);
  console.log(
    `a node in the largest cluster costs ${(100 * page.growth).toFixed(0)} % more than in the next`,
  );
}
