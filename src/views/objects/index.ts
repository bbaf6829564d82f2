import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import type { ComponentId } from '../../cluster/model/requests.ts';
import type { Projection } from '../projection.ts';
import type { ObjectsView, ObjectVersion, StoredObject } from './model.ts';

export type * from './model.ts';

const callerOf = (view: ObjectsView, fact: { exchange?: string; by: ComponentId }): ComponentId =>
  view.callers.findLast(({ exchange }) => exchange === fact.exchange)?.from ?? fact.by;

function stored(view: ObjectsView, fact: Fact<FactOf<'object.stored'>>): ObjectsView {
  const { object, key, change, seq, at } = fact;
  const { resourceVersion, name, namespace } = object.metadata;
  const version: ObjectVersion = {
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    change,
    object,
    seq,
    at,
    requestedBy: callerOf(view, fact),
  };
  const index = view.objects.findLastIndex((candidate) => candidate.key === key);
  const found = view.objects[index];
  const next: StoredObject = {
    key,
    kind: object.kind,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    object,
    exists: true,
    versions: [...(found?.versions ?? []), version],
  };
  const objects = found ? view.objects.with(index, next) : [...view.objects, next];
  return { ...view, objects };
}

function deleted(view: ObjectsView, fact: Fact<FactOf<'object.deleted'>>): ObjectsView {
  const index = view.objects.findLastIndex(({ key }) => key === fact.key);
  const found = view.objects[index];
  if (!found) return view;
  const { object, versions } = found;
  const version: ObjectVersion = {
    change: 'deleted',
    object,
    seq: fact.seq,
    at: fact.at,
    requestedBy: callerOf(view, fact),
  };
  const next = { ...found, exists: false, versions: [...versions, version] };
  return { ...view, objects: view.objects.with(index, next) };
}

/** What lies in etcd at the cursor, with every version that lay there before. */
export const objectsView: Projection<ObjectsView> = {
  initial: { objects: [], hasDefaultRoles: false, callers: [] },
  apply(view, fact) {
    switch (fact.type) {
      case 'request.prepared':
        return {
          ...view,
          callers: [...view.callers, { exchange: fact.exchange, from: fact.by }],
        };
      case 'response.received':
      case 'request.failed':
        return {
          ...view,
          callers: view.callers.filter(({ exchange }) => exchange !== fact.exchange),
        };
      case 'object.stored':
        return stored(view, fact);
      case 'object.deleted':
        return deleted(view, fact);
      case 'rbac.defaultsStored':
        return { ...view, hasDefaultRoles: true };
      default:
        return view;
    }
  },
};
