/** The first client certificate's validity, and where the first deadline does not hang on chance, the deadline. */
import { unseededDeadline } from '../recorded-releases.ts';
import type { Release } from '../../../src/releases/release.ts';
import type { Aspect } from '../comparison.ts';
import type { KubeletReplay } from './replay.ts';
import type { KubeletRun } from './runs.ts';

const DEADLINE = /deadline is (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?)/;
const EXPIRATION = /expiration is (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/;

const firstMatch = (lines: readonly string[], pattern: RegExp): string | undefined =>
  lines.map((line) => pattern.exec(line)?.[1]).find((found) => found !== undefined);

/** Lines tell both times; they are compared to the millisecond, the precision of the engine's clock. */
export function firstLife(
  run: KubeletRun,
  replay: KubeletReplay,
  release: Release,
): readonly Aspect[] {
  const recorded = run.log.map(([, line]) => line);
  const replayed = replay.log();
  const both = (name: string, pattern: RegExp): Aspect => ({
    name,
    recorded: firstMatch(recorded, pattern),
    replayed: firstMatch(replayed, pattern),
  });
  return [
    both('first expiration', EXPIRATION),
    ...(unseededDeadline(release) ? [both('first deadline', DEADLINE)] : []),
  ];
}
