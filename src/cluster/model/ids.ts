import type { Fact } from './facts.ts';

/**
 * An id that is unique in a log and the same in every run with the same intents: the component's own label and the
 * number of the fact that it reacts to. A component that needs two ids of one kind after one fact gives two labels.
 */
export function idAfter(fact: Pick<Fact, 'seq'>, label: string): string {
  return `${label}-${fact.seq}`;
}
