/** The heap of Node after a thousand live steps, and whether Back and Next make it grow. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { rsaPairs } from './clusters.ts';
import { backAndNext, liveSteps, type Row } from './measures.ts';

const MEGABYTE = 1024 * 1024;

/** What is really held: collected first. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed / MEGABYTE;
}

export async function heap(): Promise<readonly Row[]> {
  const rsaKeys = await rsaPairs();
  const before = heapUsed();
  const { log, steps, milliseconds } = await liveSteps(rsaKeys);
  const held = heapUsed();
  backAndNext(log, 2);
  const once = heapUsed();
  const start = performance.now();
  backAndNext(log, 10);
  const moving = performance.now() - start;
  const often = heapUsed();
  return [
    {
      what: `${steps} live steps`,
      milliseconds,
      note: `heap ${held.toFixed(0)} MB, ${(held - before).toFixed(1)} MB of it for ${log.length} facts`,
    },
    {
      what: 'Back and Next over them, 10 times',
      milliseconds: moving,
      note: `heap ${(often - once).toFixed(1)} MB more than after twice`,
    },
  ];
}
