import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import type { Projection } from '../projection.ts';
import type { ChartInstance, ChartsView } from './model.ts';

export type * from './model.ts';
export { chartDefinition, CHARTS } from './definitions.ts';

/** The word of an event for print: xstate names the passing of a delay `xstate.after.<delay>.<chart>.<state>`. */
const eventName = (event: string): string =>
  event.startsWith('xstate.after.') ? (event.split('.')[2] ?? event) : event;

function moved(view: ChartsView, fact: Fact<FactOf<'lifecycle.moved'>>): ChartsView {
  const { chart, id, from, to, seq, at, context } = fact;
  const index = view.instances.findIndex((each) => each.chart === chart && each.id === id);
  const found = view.instances[index];
  const move = { from, to, event: eventName(fact.event), seq, at };
  const next: ChartInstance = {
    chart,
    id,
    lit: to,
    context,
    moves: [...(found?.moves ?? []), move],
  };
  return {
    instances: found ? view.instances.with(index, next) : [...view.instances, next],
  };
}

/** The statecharts that have moved, each with the state that is lit. */
export const chartsView: Projection<ChartsView> = {
  initial: { instances: [] },
  apply: (view, fact) => (fact.type === 'lifecycle.moved' ? moved(view, fact) : view),
};
