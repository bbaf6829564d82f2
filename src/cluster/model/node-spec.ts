import type { ClusterSpec, NodeSpec } from './cluster-spec.ts';

/** A specification never changes: its nodes are put in order by name once, since a thousand kubelets look them up. */
const byName = new WeakMap<ClusterSpec, ReadonlyMap<string, NodeSpec>>();

/** The node of that name, or undefined where the cluster has none. */
export function nodeSpecOf(spec: ClusterSpec, name: string): NodeSpec | undefined {
  let nodes = byName.get(spec);
  if (!nodes) {
    nodes = new Map(spec.nodes.map((node) => [node.name, node]));
    byName.set(spec, nodes);
  }
  return nodes.get(name);
}
