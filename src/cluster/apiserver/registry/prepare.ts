/** What the registry does to an object before it validates it (staging/src/k8s.io/apiserver/pkg/registry/rest, BeforeCreate and BeforeUpdate). */
import { rfc3339 } from '../../model/instant.ts';
import type { ApiObject, ObjectMeta } from '../../model/objects.ts';
import type { ResourceRequest } from '../../model/requests.ts';
import { rollName, rollUid } from '../../model/roll.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Exchange } from '../../model/state/transport.ts';
import {
  prepareForApprovalUpdate,
  prepareForCreate,
  prepareForStatusUpdate,
  prepareForUpdate,
  SERVER_SET_FIELDS,
} from '../csr/strategy.ts';
import { apiServerClock, apiServerRelease } from '../identity.ts';

export interface Prepared {
  readonly object: ApiObject;
  /** Paths of the fields whose values the server chose. */
  readonly serverSet: readonly string[];
}

// Drawn by the position in the log, not by a name: a node-csr-… name hangs on the key, and the draw must not.
function nameOf(state: ClusterState, { name, generateName }: ObjectMeta): string {
  if (name !== '' || generateName === undefined) return name;
  return `${generateName}${rollName(state.spec.seed, `name/${state.length}`)}`;
}

function newMetadata(state: ClusterState, request: ResourceRequest, asked: ObjectMeta): ObjectMeta {
  const {
    namespace: _namespace,
    deletionTimestamp: _deletion,
    resourceVersion: _version,
    ...metadata
  } = asked;
  return {
    ...metadata,
    name: nameOf(state, asked),
    ...(request.namespace === undefined ? {} : { namespace: request.namespace }),
    uid: rollUid(state.spec.seed, `uid/${state.length}`),
    creationTimestamp: rfc3339(apiServerClock(state)),
  };
}

/** A new object: name, uid and time of creation, and for a CertificateSigningRequest who asks. */
export function preparedForCreate(
  state: ClusterState,
  exchange: Exchange,
  request: ResourceRequest,
  asked: ApiObject,
): Prepared {
  const metadata = newMetadata(state, request, asked.metadata);
  const object = { ...asked, metadata } as ApiObject;
  const named = asked.metadata.name === '' && metadata.name !== '' ? ['metadata.name'] : [];
  const serverSet = [...named, 'metadata.uid', 'metadata.creationTimestamp'];
  if (object.kind !== 'CertificateSigningRequest') return { object, serverSet };
  return {
    object: prepareForCreate(object, exchange.user, apiServerRelease(state)),
    serverSet: [...serverSet, ...SERVER_SET_FIELDS],
  };
}

/** Identity and age of an object stay what they were. */
function keptMetadata(asked: ObjectMeta, stored: ObjectMeta): ObjectMeta {
  return {
    ...asked,
    ...(stored.namespace === undefined ? {} : { namespace: stored.namespace }),
    uid: asked.uid ?? stored.uid ?? '',
    creationTimestamp: stored.creationTimestamp ?? '',
  };
}

function changedCsr(
  state: ClusterState,
  request: ResourceRequest,
  updated: ApiObject,
  stored: ApiObject,
): ApiObject {
  if (updated.kind !== 'CertificateSigningRequest' || stored.kind !== 'CertificateSigningRequest')
    return updated;
  const [now, release] = [apiServerClock(state), apiServerRelease(state)];
  switch (request.subresource) {
    case 'approval':
      return prepareForApprovalUpdate(updated, stored, now, release);
    case 'status':
      return prepareForStatusUpdate(updated, stored, now, release);
    default:
      return prepareForUpdate(updated, stored);
  }
}

/** A node's status is changed through /status only, everything else only without it (pkg/registry/core/node/strategy.go). */
function changedNode(request: ResourceRequest, updated: ApiObject, stored: ApiObject): ApiObject {
  if (updated.kind !== 'Node' || stored.kind !== 'Node') return updated;
  return request.subresource === 'status'
    ? { ...updated, spec: stored.spec }
    : { ...updated, status: stored.status };
}

/** A changed object: what this way of updating may not change comes back from the stored one. */
export function preparedForUpdate(
  state: ClusterState,
  request: ResourceRequest,
  asked: ApiObject,
  stored: ApiObject,
): Prepared {
  const updated = {
    ...asked,
    metadata: keptMetadata(asked.metadata, stored.metadata),
  } as ApiObject;
  const object = changedNode(request, changedCsr(state, request, updated, stored), stored);
  return { object, serverSet: [] };
}
