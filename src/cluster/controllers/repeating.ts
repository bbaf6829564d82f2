/** Loops of controllers that would do the same again: what of it is really done, and what stands as one fact. */
import type { FactBody } from '../model/facts.ts';
import type { Purpose } from '../model/facts/clock.ts';
import type { Duration, Instant } from '../model/instant.ts';
import { skippable } from '../model/repetition.ts';
import type { ClusterState } from '../model/state.ts';
import { controllerManagerId } from './identity.ts';

export interface Turn {
  readonly timer: string;
  readonly purpose: Purpose;
  /** From one turn to the next, in milliseconds. */
  readonly every: Duration;
  /** When the next turn begins, where that is not `every` from now. */
  readonly first?: Instant;
  /** How many turns with this pause ended in the same way, the one just ended included. */
  readonly equal: number;
  /** Where the outcome would differ for a reason of the loop's own. */
  readonly until?: Instant;
}

/** Sets the timer of a loop's next turn; from the second equal one on, turns that would only repeat are passed over. */
export function nextTurn(state: ClusterState, turn: Turn): readonly FactBody[] {
  const by = controllerManagerId(state);
  const { timer, purpose, every, equal, until, first = state.now + every } = turn;
  const skip = equal < 2 ? undefined : skippable(state, first, every, until);
  const due = skip?.next ?? first;
  const set: FactBody = { type: 'timer.set', by, timer, due, purpose, repeats: true };
  if (!skip) return [set];
  const to = skip.next - every;
  const { count } = skip;
  return [
    { type: 'attempts.repeated', by, what: purpose.name, from: first, to, every, count },
    set,
  ];
}
