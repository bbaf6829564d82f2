import type { Fact, Log } from '../model/facts.ts';

/** The chain of causes of a fact, itself first, its root (an intent, an advance of the clock, the start) last. */
export function causesOf(log: Log, seq: number): readonly Fact[] {
  const chain: Fact[] = [];
  let fact = log[seq];
  while (fact) {
    chain.push(fact);
    fact = fact.cause === undefined ? undefined : log[fact.cause];
  }
  return chain;
}

/** Whether the log can be taken up after its first `length` facts: everything before has been reacted to. */
export function isBoundary(log: Log, length: number): boolean {
  const next = log[length];
  return (
    length > 0 &&
    (next === undefined || next.type === 'intent.given' || next.type === 'clock.advanced')
  );
}

/** The first boundary at or after `length`: where an intent given at a cursor in the middle of an instant takes effect. */
export function boundaryAfter(log: Log, length: number): number {
  let boundary = Math.max(1, Math.min(length, log.length));
  while (!isBoundary(log, boundary)) boundary += 1;
  return boundary;
}
