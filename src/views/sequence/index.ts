import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import {
  componentId,
  componentKind,
  hostOf,
  type ComponentId,
} from '../../cluster/model/requests.ts';
import type { ClusterSpec } from '../../cluster/model/cluster-spec.ts';
import type { Projection } from '../projection.ts';
import { repeatedOf } from '../repeated.ts';
import { applyExchange } from './exchanges.ts';
import { applyHandshake } from './handshakes.ts';
import type { Lifeline, SequenceDiagram } from './model.ts';

export type * from './model.ts';

const lifeline = (component: ComponentId): Lifeline => ({
  component,
  kind: componentKind(component),
  host: hostOf(component),
});

function lifelinesOf(spec: ClusterSpec): readonly Lifeline[] {
  const { host } = spec.controlPlane;
  return [
    ...spec.nodes.slice(0, 1).map((node) => componentId('kubelet', node.name)),
    componentId('kube-apiserver', host),
    componentId('kube-controller-manager', host),
    componentId('kubectl', spec.workstation.host),
  ].map(lifeline);
}

/** A further node, or a component that the scenario does not name, gets a lifeline at the end when it dials. */
function withCaller(
  diagram: SequenceDiagram,
  fact: Fact<FactOf<'connection.dialled'>>,
): SequenceDiagram {
  const known = diagram.lifelines.some(({ component }) => component === fact.by);
  return known ? diagram : { ...diagram, lifelines: [...diagram.lifelines, lifeline(fact.by)] };
}

/** Lifelines and arrows: who said what to whom, and what is on its way at the cursor. */
export const sequenceView: Projection<SequenceDiagram> = {
  initial: { lifelines: [], arrows: [], repeated: [], open: [] },
  apply(diagram, fact) {
    if (fact.type === 'scenario.started')
      return { ...diagram, lifelines: lifelinesOf(fact.cluster) };
    if (fact.type === 'attempts.repeated') {
      const after = diagram.arrows.at(-1)?.id ?? '';
      return { ...diagram, repeated: [...diagram.repeated, { ...repeatedOf(fact), after }] };
    }
    const prepared = fact.type === 'connection.dialled' ? withCaller(diagram, fact) : diagram;
    return applyExchange(applyHandshake(prepared, fact), fact);
  },
};
