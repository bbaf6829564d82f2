import type { Fact, FactBody } from './facts.ts';
import type { ClusterState } from './state.ts';

/**
 * One kind of component of the cluster. Both functions are pure and synchronous.
 * Intents, due timers and outcomes of cryptography reach it as facts, like everything else.
 */
export interface Component {
  /** Folder name; the kernel lets components react in a fixed order. */
  readonly name: string;
  /** What follows from a fact at this instant. `state` already contains the fact. */
  react(state: ClusterState, fact: Fact): readonly FactBody[];
  /** The part of the state that this component owns. Absent where it has none. */
  evolve?(state: ClusterState, fact: Fact): ClusterState;
}
