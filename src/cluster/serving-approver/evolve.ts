/** The approver's memory: its token, and the requests that it was told of. */
import type { Fact, FactOf } from '../model/facts.ts';
import { SERVING_APPROVER } from '../model/serving-approver.ts';
import { PersistentMap, type ClusterState } from '../model/state.ts';
import type { SeenRequest, ServingApproverState } from '../model/state/serving-approver.ts';
import { READ } from './decisions.ts';
import { approverId, stepOf } from './identity.ts';
import { LIST } from './informer.ts';

const NOTHING: ServingApproverState = {
  seen: PersistentMap<string, SeenRequest>(),
  failedLists: 0,
};

function told(
  own: ServingApproverState,
  { event }: FactOf<'watch.received'>,
): ServingApproverState {
  const { object } = event;
  if (object.kind !== 'CertificateSigningRequest') return own;
  const { name } = object.metadata;
  const seen =
    event.type === 'DELETED' ? own.seen.delete(name) : own.seen.set(name, { csr: object });
  return { ...own, seen };
}

function read(
  own: ServingApproverState,
  { purpose, outcome }: FactOf<'crypto.completed'>,
): ServingApproverState {
  const known = own.seen.get(purpose.of);
  if (!known || outcome.kind !== 'readCsr' || !outcome.result.ok) return own;
  const { request } = outcome.result;
  return { ...own, seen: own.seen.set(purpose.of, { ...known, request }) };
}

function remembered(
  state: ClusterState,
  own: ServingApproverState,
  fact: Fact,
): ServingApproverState {
  switch (fact.type) {
    case 'serviceAccountToken.issued':
      return fact.serviceAccount === SERVING_APPROVER ? { ...own, token: fact.token } : own;
    case 'watch.received':
      return told(own, fact);
    case 'crypto.completed':
      return fact.purpose.name === READ ? read(own, fact) : own;
    case 'timer.set':
      return fact.purpose.name === LIST ? { ...own, failedLists: own.failedLists + 1 } : own;
    case 'response.received':
      return stepOf(fact.exchange)?.step === 'list' &&
        state.exchanges.get(fact.exchange)?.answer?.kind === 'list'
        ? { ...own, failedLists: 0 }
        : own;
    default:
      return own;
  }
}

export function evolve(state: ClusterState, fact: Fact): ClusterState {
  if (!state.spec.controlPlane.servingApprover || fact.by !== approverId(state)) return state;
  const own = state.servingApprover ?? NOTHING;
  const next = remembered(state, own, fact);
  return next === state.servingApprover ? state : { ...state, servingApprover: next };
}
