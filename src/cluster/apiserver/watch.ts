/** Watches: what exists when one begins, and every later change that it is about. */
import type { FactBody } from '../model/facts.ts';
import type { ApiObject, ObjectKey } from '../model/objects.ts';
import type { ResourceRequest, WatchEvent } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';
import type { Exchange } from '../model/state/transport.ts';
import { nameOfSelector } from './authorization/attributes.ts';
import { apiServerId } from './identity.ts';
import { inVersion } from './registry/resources.ts';

function sent(
  state: ClusterState,
  exchange: string,
  event: WatchEvent,
  delivery: string,
): FactBody {
  return { type: 'watch.sent', by: apiServerId(state), exchange, event, delivery };
}

/**
 * SIMPLIFIED: a watch begins with an ADDED event for every object that exists, as a list and a watch from its resourceVersion would give together.
 */
export function initialEvents(
  state: ClusterState,
  exchange: Exchange,
  request: ResourceRequest,
  objects: readonly ApiObject[],
): readonly FactBody[] {
  return objects.map((object, index) =>
    sent(
      state,
      exchange.id,
      { type: 'ADDED', object: inVersion(object, request) },
      `watch-${exchange.id}-initial-${index}`,
    ),
  );
}

/** What a watch is about, as its place among the open watches: one object of a resource, or all. */
export function watchScope(request: ResourceRequest): string {
  return `${request.resource}/${nameOfSelector(request.fieldSelector) ?? '*'}`;
}

function watchers(
  state: ClusterState,
  key: string,
): readonly (readonly [Exchange, ResourceRequest])[] {
  const [resource = '', namespace = '', ...rest] = key.split('/');
  const open = (name: string) => state.apiServer.watches?.get(`${resource}/${name}`) ?? [];
  return [...open('*'), ...open(rest.join('/'))].flatMap(
    (id): readonly (readonly [Exchange, ResourceRequest])[] => {
      const exchange = state.exchanges.get(id);
      const request = exchange?.request;
      if (!exchange || request?.kind !== 'resource') return [];
      const isElsewhere = request.namespace !== undefined && request.namespace !== namespace;
      return isElsewhere ? [] : [[exchange, request]];
    },
  );
}

/**
 * Tells everybody who watches what became of an object: as stored, or as it was before it was deleted.
 * @param seq number of the fact that this follows from; it makes the deliveries' ids unique
 */
export function eventsFor(
  state: ClusterState,
  key: ObjectKey,
  event: WatchEvent,
  seq: number,
): readonly FactBody[] {
  return watchers(state, key).map(([exchange, request]) =>
    sent(
      state,
      exchange.id,
      { ...event, object: inVersion(event.object, request) },
      `watch-${exchange.id}-${seq}`,
    ),
  );
}
