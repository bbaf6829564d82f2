import { replay, type Projection, type Replay } from '../cluster/kernel/replay.ts';
import type { Recording } from './recording.ts';

/** The views of runs at any cursor. What was folded of a run stays as long as the run does. */
export class RunViews {
  readonly #replays = new WeakMap<Recording, Map<unknown, Replay<unknown>>>();

  at<V>(run: Recording, projection: Projection<V>, cursor: number): V {
    const replays = this.#replays.get(run) ?? new Map<unknown, Replay<unknown>>();
    this.#replays.set(run, replays);
    const known = replays.get(projection) ?? replay(run.log, projection);
    replays.set(projection, known);
    return known.at(cursor) as V;
  }
}
