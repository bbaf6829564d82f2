/** The approver's list and watch of CertificateSigningRequests. */
import type { Fact, FactBody } from '../model/facts.ts';
import { SECOND } from '../model/instant.ts';
import { skippable } from '../model/repetition.ts';
import type { ClusterState } from '../model/state.ts';
import { approverId, called, csrRequest } from './identity.ts';
import { printed } from './log.ts';

export const LIST = 'servingApprover.list';
const TIMER = 'servingApprover/list';
const EVERY = 10 * SECOND;

export const list = (state: ClusterState, fact: Fact): FactBody =>
  called(state, fact, 'list', 'all', csrRequest(state, { verb: 'list' }));

/** The list is here, and the watch goes on from it; or it is tried again later, for as long as it takes. */
export function listed(state: ClusterState, fact: Fact, exchange: string): readonly FactBody[] {
  const answer = state.exchanges.get(exchange)?.answer;
  if (answer?.kind === 'list') {
    const { resourceVersion } = answer;
    return [
      called(state, fact, 'watch', 'all', csrRequest(state, { verb: 'watch', resourceVersion })),
    ];
  }
  const why = answer?.kind === 'status' ? answer.status.message : 'no answer';
  return [printed(state, 'E', `listing requests: ${why}`), ...listLater(state)];
}

/** Equal failures in a row stand as one fact. */
export function listLater(state: ClusterState): readonly FactBody[] {
  const by = approverId(state);
  const from = state.now + EVERY;
  const failed = state.servingApprover?.failedLists ?? 0;
  const skip = failed < 2 ? undefined : skippable(state, from, EVERY);
  const due = skip?.next ?? from;
  const purpose = { name: LIST, of: 'all' };
  const set: FactBody = { type: 'timer.set', by, timer: TIMER, due, purpose, repeats: true };
  if (!skip) return [set];
  const { count } = skip;
  const to = skip.next - EVERY;
  return [{ type: 'attempts.repeated', by, what: LIST, from, to, every: EVERY, count }, set];
}
