/** Requests that change nothing: get, list, watch, and paths that are no resources. */
import type { FactBody } from '../../model/facts.ts';
import type { ApiObject } from '../../model/objects.ts';
import type { ResourceRequest } from '../../model/requests.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Exchange } from '../../model/state/transport.ts';
import { answer, refusal } from '../answer.ts';
import { nameOfSelector } from '../authorization/attributes.ts';
import { notFound, qualified } from '../status.ts';
import { initialEvents } from '../watch.ts';
import { inVersion, storedObject, storedObjects } from './resources.ts';

/** Objects that a list or a watch is about. */
export function selectedObjects(
  state: ClusterState,
  request: ResourceRequest,
): readonly ApiObject[] {
  const name = nameOfSelector(request.fieldSelector);
  if (name === undefined) return storedObjects(state, request);
  const found = storedObject(state, { ...request, name });
  return found ? [found] : [];
}

function get(state: ClusterState, exchange: Exchange, request: ResourceRequest): FactBody {
  const found = storedObject(state, request);
  if (!found)
    return refusal(
      state,
      exchange,
      notFound(qualified(request.resource, request.apiGroup), request.name ?? ''),
    );
  return answer(state, exchange, { kind: 'object', code: 200, object: inVersion(found, request) });
}

function list(state: ClusterState, exchange: Exchange, request: ResourceRequest): FactBody {
  const items = selectedObjects(state, request).map((object) => inVersion(object, request));
  return answer(state, exchange, {
    kind: 'list',
    code: 200,
    items,
    resourceVersion: String(state.resourceVersion),
  });
}

/** Answers a read; a watch is accepted and begins with what is there already. */
export function read(
  state: ClusterState,
  exchange: Exchange,
  request: ResourceRequest,
): readonly FactBody[] {
  switch (request.verb) {
    case 'get':
      return [get(state, exchange, request)];
    case 'list':
      return [list(state, exchange, request)];
    default: {
      const accepted = answer(state, exchange, { kind: 'watching', code: 200 });
      return [
        accepted,
        ...initialEvents(state, exchange, request, selectedObjects(state, request)),
      ];
    }
  }
}

/**
 * SIMPLIFIED: of the paths that are no resources only the health checks answer with what kube-apiserver says; others are not found.
 */
export function readPath(
  state: ClusterState,
  exchange: Exchange,
  path: string,
): readonly FactBody[] {
  const healthy = ['/healthz', '/livez', '/readyz'].includes(path);
  const answered = healthy
    ? ({ kind: 'text', code: 200, text: 'ok' } as const)
    : ({ kind: 'text', code: 404, text: '404 page not found' } as const);
  return [answer(state, exchange, answered)];
}
