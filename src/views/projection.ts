import type { Fact } from '../cluster/model/facts.ts';

/**
 * A view: a fold over the log, with the shape that `replay` of the kernel takes. `apply` changes nothing that it is
 * given, and what it gives is plain data, so that a component prints it without deciding anything.
 */
export interface Projection<V> {
  readonly initial: V;
  apply(view: V, fact: Fact): V;
}

/** A text for the reader: a key of `src/messages` with what goes into it. Kubernetes' own strings are plain strings. */
export interface Label<K extends string = string> {
  readonly key: K;
  readonly params: Readonly<Record<string, string | number>>;
}

export const label = <K extends string>(key: K, params: Label['params'] = {}): Label<K> => ({
  key,
  params,
});
