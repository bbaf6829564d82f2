import type { Component } from '../model/component.ts';
import type { Fact, Log } from '../model/facts.ts';
import type { ClusterState } from '../model/state.ts';
import { COMPONENTS } from './components.ts';
import { evolveCore, initialState } from './core.ts';

/** The state after one more fact. */
export function evolve(
  state: ClusterState,
  fact: Fact,
  components: readonly Component[] = COMPONENTS,
): ClusterState {
  let next = evolveCore(state, fact);
  for (const component of components) next = component.evolve?.(next, fact) ?? next;
  return { ...next, length: fact.seq + 1 };
}

/**
 * The state that a log leads to.
 * @throws RangeError where the log does not begin with `scenario.started`
 */
export function stateOf(log: Log, components: readonly Component[] = COMPONENTS): ClusterState {
  const first = log[0];
  if (first?.type !== 'scenario.started')
    throw new RangeError('a log begins with scenario.started');
  let state = initialState(first.cluster);
  for (const fact of log) state = evolve(state, fact, components);
  return state;
}
