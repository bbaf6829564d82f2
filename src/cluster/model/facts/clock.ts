import type { Instant } from '../instant.ts';
import type { ComponentId } from '../requests.ts';

/** Tells a component what a timer, or an operation on keys, was for: `name` is the component's own word, `of` an id. */
export interface Purpose {
  readonly name: string;
  readonly of: string;
}

export type ClockFact =
  | { readonly type: 'clock.advanced'; readonly by: ComponentId; readonly to: Instant }
  /** A timer with the id of one that is set replaces it. */
  | {
      readonly type: 'timer.set';
      readonly by: ComponentId;
      readonly timer: string;
      readonly due: Instant;
      readonly purpose: Purpose;
      /** Set by a loop that would do the same again: such a timer changes nothing for others (model/repetition.ts). */
      readonly repeats?: true;
    }
  | { readonly type: 'timer.cancelled'; readonly by: ComponentId; readonly timer: string }
  | {
      readonly type: 'timer.fired';
      readonly by: ComponentId;
      readonly timer: string;
      readonly purpose: Purpose;
    }
  /** The first two and the last of a run of equal attempts are really done; this stands for those between. */
  | {
      readonly type: 'attempts.repeated';
      readonly by: ComponentId;
      readonly what: string;
      readonly from: Instant;
      readonly to: Instant;
      readonly every: number;
      readonly count: number;
    };
