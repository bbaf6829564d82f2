/**
 * Repetition is one fact. A serving request that nobody decides is 34,000 requests a year from 1.14 on, and a denied
 * one 985,000. When a loop would do the same again with the same inputs, its first two and its last turns are really
 * done; those between are recorded as `attempts.repeated`, and the page says so.
 */
import type { Duration, Instant } from './instant.ts';
import type { ClusterState, Timer } from './state.ts';

export interface Skip {
  /** Turns that are not done. */
  readonly count: number;
  /** When the next turn that is really done begins: the last one before anything else can happen. */
  readonly next: Instant;
}

/** The first instant at which anything but a repeating loop can change the cluster, up to where time is going. */
export function nextChange(state: ClusterState): Instant {
  const horizon = state.advancingTo ?? state.now;
  return state.timers.reduce(
    (first: Instant, timer: Timer) => (timer.repeats ? first : Math.min(first, timer.due)),
    horizon,
  );
}

/**
 * What a loop may pass over when it has ended twice in the same way.
 * @param due when its next turn would begin
 * @param every from the beginning of one turn to that of the next, in milliseconds
 * @param until an instant of the loop's own at which its outcome would differ (the expiry of what it shows)
 * @returns undefined where fewer than two turns would be passed over
 */
export function skippable(
  state: ClusterState,
  due: Instant,
  every: Duration,
  until: Instant = Infinity,
): Skip | undefined {
  const change = Math.min(nextChange(state), until);
  const count = Math.floor((change - due) / every);
  return count >= 2 ? { count, next: due + count * every } : undefined;
}
