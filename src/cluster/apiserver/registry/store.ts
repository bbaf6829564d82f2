/** The last stage: the object goes into etcd, or out of it; a review is answered instead. */
import type { Fact, FactBody } from '../../model/facts.ts';
import { keyOf, objectKey, type ApiObject, type SubjectAccessReview } from '../../model/objects.ts';
import type { ResourceRequest } from '../../model/requests.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Exchange } from '../../model/state/transport.ts';
import { answer, refusal } from '../answer.ts';
import { attributesOfReview } from '../authorization/attributes.ts';
import { authorizerOf } from '../authorization/authorizer-of.ts';
import { authorize } from '../authorization/chain.ts';
import { apiServerId } from '../identity.ts';
import { alreadyExists, conflict, deleted, notFound, qualified } from '../status.ts';
import type { Status } from '../../model/objects.ts';
import { objectGone } from '../stored.ts';
import { inVersion, storedObject } from './resources.ts';
import { reviewedToken } from './token-review.ts';

const notStored = (
  state: ClusterState,
  exchange: Exchange,
  status: Status,
): readonly FactBody[] => [
  {
    type: 'request.notValid',
    by: apiServerId(state),
    exchange: exchange.id,
    errors: [status.message],
  },
  refusal(state, exchange, status),
];

/** Answers with what the authorizer says of the subject; nothing is stored (pkg/registry/authorization/subjectaccessreview). */
function reviewed(
  state: ClusterState,
  exchange: Exchange,
  request: ResourceRequest,
  review: SubjectAccessReview,
): readonly FactBody[] {
  const { user, uid, groups, extra, resourceAttributes } = review.spec;
  const subject = {
    name: user,
    groups: groups ?? [],
    ...(uid === undefined ? {} : { uid }),
    ...(extra === undefined ? {} : { extra }),
  };
  const { allowed, reason } = authorize(
    attributesOfReview(subject, resourceAttributes),
    authorizerOf(state),
  );
  const status = { allowed, ...(reason === '' ? {} : { reason }) };
  return [
    answer(state, exchange, {
      kind: 'object',
      code: 201,
      object: inVersion({ ...review, status }, request),
    }),
  ];
}

function versioned(state: ClusterState, object: ApiObject): ApiObject {
  return {
    ...object,
    metadata: { ...object.metadata, resourceVersion: String(state.resourceVersion + 1) },
  } as ApiObject;
}

function stored(
  state: ClusterState,
  exchange: Exchange,
  object: ApiObject,
  change: 'created' | 'updated',
): FactBody {
  return {
    type: 'object.stored',
    by: apiServerId(state),
    exchange: exchange.id,
    key: keyOf(object),
    change,
    object: versioned(state, object),
  };
}

function create(
  state: ClusterState,
  exchange: Exchange,
  request: ResourceRequest,
  object: ApiObject,
): readonly FactBody[] {
  if (state.objects.has(keyOf(object))) {
    return notStored(
      state,
      exchange,
      alreadyExists(qualified(request.resource, request.apiGroup), object.metadata.name),
    );
  }
  return [stored(state, exchange, object, 'created')];
}

/** Another request may have come first since this one was validated. */
function update(
  state: ClusterState,
  exchange: Exchange,
  request: ResourceRequest,
  object: ApiObject,
): readonly FactBody[] {
  const resource = qualified(request.resource, request.apiGroup);
  const name = object.metadata.name;
  const current = storedObject(state, request);
  if (!current) return notStored(state, exchange, notFound(resource, name));
  const { resourceVersion } = object.metadata;
  if (resourceVersion !== undefined && resourceVersion !== current.metadata.resourceVersion) {
    return notStored(state, exchange, conflict(resource, name));
  }
  return [stored(state, exchange, object, 'updated')];
}

/** Stores what every stage has let through. */
export function store(
  state: ClusterState,
  exchange: Exchange,
  request: ResourceRequest,
  object: ApiObject,
): readonly FactBody[] {
  if (object.kind === 'SubjectAccessReview') return reviewed(state, exchange, request, object);
  if (object.kind === 'TokenReview') {
    const reviewed = inVersion(reviewedToken(state, object), request);
    return [answer(state, exchange, { kind: 'object', code: 201, object: reviewed })];
  }
  return request.verb === 'create'
    ? create(state, exchange, request, object)
    : update(state, exchange, request, object);
}

/** SIMPLIFIED: an object with finalizers is deleted at once, too; nothing here waits for them. */
export function remove(
  state: ClusterState,
  fact: Fact,
  exchange: Exchange,
  request: ResourceRequest,
): readonly FactBody[] {
  const found = storedObject(state, request);
  if (!found)
    return notStored(
      state,
      exchange,
      notFound(qualified(request.resource, request.apiGroup), request.name ?? ''),
    );
  const key = objectKey(request.resource, request.name ?? '', request.namespace ?? '');
  return [
    { type: 'object.deleted', by: apiServerId(state), exchange: exchange.id, key },
    answer(state, exchange, { kind: 'status', code: 200, status: deleted() }),
    ...objectGone(state, key, found, fact.seq),
  ];
}
