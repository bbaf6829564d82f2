/**
 * Replay: a projection of a log at any cursor. Back, jump and links are moves of a cursor; nothing is run again.
 * Works for the cluster's state and for every view alike.
 */
import type { Fact, Log } from '../model/facts.ts';

/** A fold over the log. `apply` must not change what it is given. */
export interface Projection<V> {
  readonly initial: V;
  apply(view: V, fact: Fact): V;
}

export interface Replay<V> {
  /** The projection after the first `cursor` facts (0 = before any). The cursor is cut to the length of the log. */
  at(cursor: number): V;
}

/** Facts between two checkpoints: folding 64 facts costs far less than a frame. */
const CHECKPOINT_EVERY = 64;

/**
 * Replays `projection` over `log`. The log may grow at its end afterwards; what was read stays valid.
 */
export function replay<V>(log: Log, projection: Projection<V>): Replay<V> {
  const checkpoints: V[] = [projection.initial];
  let last: { cursor: number; view: V } = { cursor: 0, view: projection.initial };

  const fold = (start: { cursor: number; view: V }, target: number): V => {
    let { view } = start;
    for (let cursor = start.cursor; cursor < target; cursor += 1) {
      view = projection.apply(view, log[cursor]!);
      if ((cursor + 1) % CHECKPOINT_EVERY === 0)
        checkpoints[(cursor + 1) / CHECKPOINT_EVERY] ??= view;
    }
    return view;
  };

  return {
    at(cursor) {
      const target = Math.max(0, Math.min(cursor, log.length));
      const index = Math.min(Math.floor(target / CHECKPOINT_EVERY), checkpoints.length - 1);
      const checkpoint = { cursor: index * CHECKPOINT_EVERY, view: checkpoints[index]! };
      const start = last.cursor <= target && last.cursor > checkpoint.cursor ? last : checkpoint;
      last = { cursor: target, view: fold(start, target) };
      return last.view;
    },
  };
}
