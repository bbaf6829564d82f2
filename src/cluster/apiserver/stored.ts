/** What follows when an object was stored or deleted: the answer, the watches, the statechart of a CertificateSigningRequest. */
import {
  certificateSigningRequestMoved,
  type CertificateSigningRequestState,
} from '../../lifecycle/index.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import type { ApiObject, CertificateSigningRequest, ObjectKey } from '../model/objects.ts';
import { lifecycleKey, type ClusterState } from '../model/state.ts';
import { answer } from './answer.ts';
import { apiServerId } from './identity.ts';
import { inVersion } from './registry/resources.ts';
import { eventsFor } from './watch.ts';

const CHART = 'certificateSigningRequest';

function moves(
  state: ClusterState,
  name: string,
  current: CertificateSigningRequest | 'deleted',
): readonly FactBody[] {
  const last = state.lifecycles.get(lifecycleKey(CHART, name))?.value as
    CertificateSigningRequestState | undefined;
  // A name that was deleted and is used again begins a new life.
  const previous = last === 'deleted' ? undefined : last;
  return certificateSigningRequestMoved(previous, current).map((move) => ({
    type: 'lifecycle.moved',
    by: apiServerId(state),
    chart: CHART,
    id: name,
    ...move,
  }));
}

function answered(
  state: ClusterState,
  fact: FactOf<'object.stored'>,
  object: ApiObject,
): readonly FactBody[] {
  const exchange = fact.exchange === undefined ? undefined : state.exchanges.get(fact.exchange);
  if (exchange?.request.kind !== 'resource') return [];
  const code = fact.change === 'created' ? 201 : 200;
  return [
    answer(state, exchange, { kind: 'object', code, object: inVersion(object, exchange.request) }),
  ];
}

export function objectStored(
  state: ClusterState,
  fact: Fact<FactOf<'object.stored'>>,
): readonly FactBody[] {
  const { object, key } = fact;
  const moved =
    object.kind === 'CertificateSigningRequest' ? moves(state, object.metadata.name, object) : [];
  const type = fact.change === 'created' ? 'ADDED' : 'MODIFIED';
  return [
    ...moved,
    ...answered(state, fact, object),
    ...eventsFor(state, key, { type, object }, fact.seq),
  ];
}

/** What follows together with a deletion: afterwards the object is not there to be told of. */
export function objectGone(
  state: ClusterState,
  key: ObjectKey,
  object: ApiObject,
  seq: number,
): readonly FactBody[] {
  const moved =
    object.kind === 'CertificateSigningRequest'
      ? moves(state, object.metadata.name, 'deleted')
      : [];
  return [...moved, ...eventsFor(state, key, { type: 'DELETED', object }, seq)];
}
