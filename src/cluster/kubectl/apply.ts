/**
 * `kubectl apply -f`: each object is fetched, then created or replaced.
 * SIMPLIFIED: apply sends PUT where the object exists, not a three-way patch, and writes no last-applied annotation.
 */
import { applyUnchanged } from '../../releases/kubectl.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { RESOURCE_OF, type ApiObject } from '../model/objects.ts';
import type { ApiAnswer, ResourceRequest } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';
import { called, kubectlId, kubectlRelease, type Step } from './identity.ts';
import { answerError, groupOf, success, toStderr, toStdout, versionOf } from './output.ts';

function addressed(object: ApiObject): Omit<ResourceRequest, 'verb'> {
  const { namespace } = object.metadata;
  return {
    kind: 'resource',
    apiGroup: groupOf(object.apiVersion),
    apiVersion: versionOf(object.apiVersion),
    resource: RESOURCE_OF[object.kind],
    ...(namespace === undefined ? {} : { namespace }),
  };
}

/** GET of the object with this index, or nothing where all are done. */
export function applyNext(
  state: ClusterState,
  fact: Fact,
  command: string,
  objects: readonly ApiObject[],
  index: number,
): readonly FactBody[] {
  const object = objects[index];
  if (!object) return [];
  const request: ResourceRequest = {
    ...addressed(object),
    verb: 'get',
    name: object.metadata.name,
  };
  return [called(state, fact, { command, step: 'apply.get', index }, request)];
}

/** Everything but what the server fills in. */
function isSame(wanted: ApiObject, stored: ApiObject): boolean {
  const { metadata: wantedMeta, ...wantedRest } = wanted;
  const { metadata: storedMeta, ...storedRest } = stored;
  const parts = (meta: ApiObject['metadata'], rest: object) =>
    JSON.stringify([meta.labels ?? {}, meta.annotations ?? {}, sortedKeys(rest)]);
  return parts(wantedMeta, wantedRest) === parts(storedMeta, storedRest);
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, sortedKeys(entry)]),
  );
}

function written(object: ApiObject, stored: ApiObject | undefined): ResourceRequest {
  if (!stored) return { ...addressed(object), verb: 'create', body: object };
  const { resourceVersion, uid } = stored.metadata;
  const metadata = {
    ...object.metadata,
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    ...(uid === undefined ? {} : { uid }),
  };
  return {
    ...addressed(object),
    verb: 'update',
    name: object.metadata.name,
    body: { ...object, metadata } as ApiObject,
  };
}

/** What follows from the answer to one step of an apply. */
export function applyAnswered(
  state: ClusterState,
  fact: Fact,
  { command, step, index }: Step,
  objects: readonly ApiObject[],
  answer: ApiAnswer | undefined,
): readonly FactBody[] {
  const object = objects[index];
  if (!object) return [];
  const release = kubectlRelease(state);
  const next = () => applyNext(state, fact, command, objects, index + 1);
  const by = kubectlId(state);
  const notFound = answer?.kind === 'status' && answer.code === 404;
  const error = answerError(answer, release);
  if (error !== undefined && !(step === 'apply.get' && notFound))
    return [toStderr(by, error), ...next()];
  if (step !== 'apply.get') {
    return [
      toStdout(by, success(object, step === 'apply.create' ? 'created' : 'configured', release)),
      ...next(),
    ];
  }
  const stored = answer?.kind === 'object' ? answer.object : undefined;
  if (stored && isSame(object, stored) && applyUnchanged.at(release) === 'unchanged') {
    return [toStdout(by, success(object, 'unchanged', release)), ...next()];
  }
  const following = stored ? 'apply.update' : 'apply.create';
  return [called(state, fact, { command, step: following, index }, written(object, stored))];
}
