import type { Component } from '../model/component.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import type { ClusterState } from '../model/state.ts';
import { COMPONENTS } from './components.ts';
import { reactCore } from './core.ts';

/** What follows from a fact at this instant: the core first, then each component in the fixed order. */
export function react(
  state: ClusterState,
  fact: Fact,
  components: readonly Component[] = COMPONENTS,
): readonly FactBody[] {
  return [
    ...reactCore(state, fact),
    ...components.flatMap((component) => component.react(state, fact)),
  ];
}
