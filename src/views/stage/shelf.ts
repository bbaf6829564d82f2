/** What lies in etcd and matters to the story: what clients put there, not the release's own roles. */
import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import { csrCondition } from '../../cluster/model/csr-condition.ts';
import type { ShelfItem } from './model.ts';

type Shelf = readonly ShelfItem[];

function itemOf(fact: Fact<FactOf<'object.stored'>>): ShelfItem {
  const { object, key, seq } = fact;
  const { name, resourceVersion } = object.metadata;
  return {
    key,
    kind: object.kind,
    name,
    ...(object.kind === 'CertificateSigningRequest'
      ? { condition: csrCondition(object.status) }
      : {}),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    seq,
  };
}

export function shelfAfter(shelf: Shelf, fact: Fact): Shelf {
  if (fact.type === 'object.deleted') return shelf.filter(({ key }) => key !== fact.key);
  if (fact.type !== 'object.stored' || fact.exchange === undefined) return shelf;
  const index = shelf.findIndex(({ key }) => key === fact.key);
  return index < 0 ? [...shelf, itemOf(fact)] : shelf.with(index, itemOf(fact));
}
