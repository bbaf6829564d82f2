/** The API server's part of the state: objects, the version of etcd, its certificates, open watches. */
import { defaultRbacObjects } from '../../releases/rbac-defaults.ts';
import type { Fact, FactOf } from '../model/facts.ts';
import { rfc3339 } from '../model/instant.ts';
import { keyOf, type ApiObject, type ObjectKey } from '../model/objects.ts';
import { rollUid } from '../model/roll.ts';
import { PersistentMap, type ClusterState } from '../model/state.ts';
import type { ApiServerState } from '../model/state/apiserver.ts';
import { serviceAccountUser } from './authentication/service-account.ts';
import { apiServerClock, apiServerId, apiServerRelease } from './identity.ts';
import { watchScope } from './watch.ts';

const withSlice = (state: ClusterState, change: Partial<ApiServerState>): ClusterState => ({
  ...state,
  apiServer: { ...state.apiServer, ...change },
});

type Bindings = NonNullable<ApiServerState['bindings']>;

function withBinding(bindings: Bindings, key: ObjectKey, object: ApiObject): Bindings {
  return object.kind === 'ClusterRoleBinding' || object.kind === 'RoleBinding'
    ? bindings.set(key, object)
    : bindings;
}

function stored(state: ClusterState, { key, object }: FactOf<'object.stored'>): ClusterState {
  const bindings = withBinding(state.apiServer.bindings ?? PersistentMap(), key, object);
  const changed = bindings === state.apiServer.bindings ? state : withSlice(state, { bindings });
  return {
    ...changed,
    objects: changed.objects.set(key, object),
    resourceVersion: state.resourceVersion + 1,
  };
}

function deleted(state: ClusterState, { key }: FactOf<'object.deleted'>): ClusterState {
  const { bindings } = state.apiServer;
  const changed = bindings?.has(key) ? withSlice(state, { bindings: bindings.delete(key) }) : state;
  return {
    ...changed,
    objects: changed.objects.delete(key),
    resourceVersion: state.resourceVersion + 1,
  };
}

/** Puts the release's default roles and bindings into the store, those that are not there already. */
function defaultsStored(state: ClusterState): ClusterState {
  const creationTimestamp = rfc3339(apiServerClock(state));
  let { objects, resourceVersion } = state;
  let bindings: Bindings = state.apiServer.bindings ?? PersistentMap();
  const { authorizationModes } = state.spec.controlPlane.apiServer;
  for (const object of defaultRbacObjects(apiServerRelease(state), authorizationModes)) {
    const key = keyOf(object);
    if (objects.has(key)) continue;
    resourceVersion += 1;
    const uid = rollUid(state.spec.seed, `uid/${key}`);
    const metadata = {
      ...object.metadata,
      uid,
      creationTimestamp,
      resourceVersion: String(resourceVersion),
    };
    const complete = { ...object, metadata } as ApiObject;
    objects = objects.set(key, complete);
    bindings = withBinding(bindings, key, complete);
  }
  return { ...withSlice(state, { bindings }), objects, resourceVersion };
}

function issued(
  state: ClusterState,
  { role, pem, key, certificate }: FactOf<'certificate.issued'>,
): ClusterState {
  if (role === 'ca') return withSlice(state, { clientCa: pem });
  if (role === 'apiserver-kubelet-client' && key !== undefined)
    return withSlice(state, { kubeletClient: { chain: [pem], key } });
  return role === 'apiserver' && key !== undefined
    ? withSlice(state, { serving: { chain: [pem], key, notAfter: certificate.notAfter } })
    : state;
}

function tokenIssued(
  state: ClusterState,
  { serviceAccount, token }: FactOf<'serviceAccountToken.issued'>,
): ClusterState {
  const serviceAccountTokens = {
    ...state.apiServer.serviceAccountTokens,
    [token]: serviceAccountUser(serviceAccount),
  };
  return withSlice(state, { serviceAccountTokens });
}

type Watches = NonNullable<ApiServerState['watches']>;

/** Where an exchange stands among the open watches; undefined for one that watches nothing. */
function scopeOf(state: ClusterState, exchange: string): string | undefined {
  const request = state.exchanges.get(exchange)?.request;
  return request?.kind === 'resource' && request.verb === 'watch' ? watchScope(request) : undefined;
}

function withWatches(
  state: ClusterState,
  scope: string,
  change: (open: readonly string[]) => readonly string[],
): ClusterState {
  const watches: Watches = state.apiServer.watches ?? PersistentMap();
  const open = change(watches.get(scope) ?? []);
  return withSlice(state, {
    watches: open.length === 0 ? watches.delete(scope) : watches.set(scope, open),
  });
}

function watchBegan(state: ClusterState, fact: FactOf<'response.sent'>): ClusterState {
  if (fact.by !== apiServerId(state) || fact.answer.kind !== 'watching') return state;
  const scope = scopeOf(state, fact.exchange);
  return scope === undefined
    ? state
    : withWatches(state, scope, (open) => [...open, fact.exchange]);
}

function watchEnded(state: ClusterState, exchange: string): ClusterState {
  const scope = scopeOf(state, exchange);
  return scope !== undefined && state.apiServer.watches?.get(scope)?.includes(exchange)
    ? withWatches(state, scope, (open) => open.filter((other) => other !== exchange))
    : state;
}

export function evolve(state: ClusterState, fact: Fact): ClusterState {
  switch (fact.type) {
    case 'object.stored':
      return stored(state, fact);
    case 'object.deleted':
      return deleted(state, fact);
    case 'rbac.defaultsStored':
      return defaultsStored(state);
    case 'certificate.issued':
      return issued(state, fact);
    case 'serviceAccountToken.issued':
      return tokenIssued(state, fact);
    case 'response.sent':
      return watchBegan(state, fact);
    case 'watch.closed':
    case 'request.failed':
      return watchEnded(state, fact.exchange);
    default:
      return state;
  }
}
