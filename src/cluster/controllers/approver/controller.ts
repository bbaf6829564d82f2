/** csrapproving: from an event of the informer to the approval, a review for each recogniser that matches. */
import { approverKind, signsItsOldCopy } from '../../../releases/approver.ts';
import type { Fact, FactBody, FactOf } from '../../model/facts.ts';
import type { CertificateSigningRequest } from '../../model/objects.ts';
import type { ClusterState } from '../../model/state.ts';
import { outcomeOf, type Outcome } from '../answers.ts';
import { decodedFrom } from '../csr-parsing.ts';
import { called, controllerManagerId, controllerManagerRelease, type Errand } from '../identity.ts';
import {
  begun,
  failed,
  failuresOf,
  isRunning,
  retryCancelled,
  retryDelay,
  syncOf,
} from '../syncs.ts';
import { afterReview, inspect, isUndecided, reviewRequest, type GivenUp } from './approval.ts';
import { groupDecided } from './group-pass.ts';
import { recognizers, type Recognizer } from './recognizers.ts';

function candidates(state: ClusterState): readonly Recognizer[] {
  const { release, controllerManager } = state.spec.controlPlane;
  return recognizers(release, controllerManager.featureGates);
}

/** The queue hands over a request: nothing happens while a pass runs, or once it has a decision or a certificate. */
export function syncApprover(
  state: ClusterState,
  fact: Fact,
  csr: CertificateSigningRequest,
): readonly FactBody[] {
  const { name } = csr.metadata;
  if (isRunning(state, 'approver', name)) return [];
  if (!isUndecided(csr)) return retryCancelled(state, 'approver', name);
  return begun(state, fact, 'approver', csr);
}

/** The PKCS#10 request was read: is it of the group that is approved, or which recognisers match? */
export function requestRead(
  state: ClusterState,
  fact: Fact<FactOf<'crypto.completed'>>,
): readonly FactBody[] {
  const csr = syncOf(state, 'approver', fact.purpose.of)?.csr;
  if (!csr) return [];
  const by = controllerManagerId(state);
  const { name } = csr.metadata;
  const decoded = decodedFrom(fact.outcome);
  if (approverKind.at(controllerManagerRelease(state)) === 'group')
    return groupDecided(state, fact, csr, decoded);
  const inspection = inspect(csr, decoded, candidates(state));
  switch (inspection.kind) {
    case 'error':
      return failed(state, 'approver', name, inspection.message);
    case 'recognized': {
      const names = inspection.recognizers.map((recognizer) => recognizer.name);
      const first = inspection.recognizers[0];
      const review = first ? [asked(state, fact, csr, first)] : [];
      return [{ type: 'approver.recognized', by, csr: name, recognizers: names }, ...review];
    }
    default:
      return [{ type: 'approver.ignored', by, csr: name, reason: 'no recognizer matches' }];
  }
}

function asked(
  state: ClusterState,
  fact: Fact,
  csr: CertificateSigningRequest,
  recognizer: Recognizer,
): FactBody {
  const errand = {
    controller: 'approver',
    step: `review.${recognizer.name}`,
    of: csr.metadata.name,
  };
  const request = reviewRequest(csr, recognizer, controllerManagerRelease(state));
  return called(state, fact, 'certificate-controller', errand, request);
}

/** An answer to a review or to the approval. */
export function answered(
  state: ClusterState,
  fact: Fact,
  errand: Errand,
  exchange: string,
): readonly FactBody[] {
  const found = state.exchanges.get(exchange);
  const outcome = outcomeOf(found?.answer);
  if (errand.step === 'approve') {
    return outcome.ok
      ? oldCopySigned(state, fact, errand.of)
      : failed(state, 'approver', errand.of, `error updating approval for csr: ${outcome.error}`);
  }
  return reviewed(state, fact, errand, outcome);
}

/** In 1.6 the pass goes on to sign, with the version that it has read. */
function oldCopySigned(state: ClusterState, fact: Fact, name: string): readonly FactBody[] {
  const copy = state.controllerManager.csrs.get(name);
  const goesOn = signsItsOldCopy.at(controllerManagerRelease(state));
  return goesOn && copy && state.controllerManager.ca ? begun(state, fact, 'signer', copy) : [];
}

function reviewed(
  state: ClusterState,
  fact: Fact,
  errand: Errand,
  outcome: Outcome,
): readonly FactBody[] {
  const sync = syncOf(state, 'approver', errand.of);
  if (!sync) return [];
  if (!outcome.ok) return failed(state, 'approver', errand.of, outcome.error);
  const name = errand.step.slice('review.'.length);
  const allowed =
    outcome.object?.kind === 'SubjectAccessReview' && outcome.object.status?.allowed === true;
  const by = controllerManagerId(state);
  const answer: FactBody = {
    type: 'approver.answered',
    by,
    csr: errand.of,
    recognizer: name,
    allowed,
  };
  const recognized = candidates(state).filter((candidate) =>
    sync.recognizers.includes(candidate.name),
  );
  const index = recognized.findIndex((candidate) => candidate.name === name);
  const next = afterReview(sync.csr, recognized, index, allowed, controllerManagerRelease(state));
  switch (next.kind) {
    case 'approve': {
      const approval: Errand = { controller: 'approver', step: 'approve', of: errand.of };
      return [answer, called(state, fact, 'certificate-controller', approval, next.request)];
    }
    case 'review':
      return [answer, asked(state, fact, sync.csr, next.recognizer)];
    case 'gaveUp':
      return [answer, ...gaveUp(state, errand.of, next.outcome)];
  }
}

function gaveUp(
  state: ClusterState,
  csr: string,
  { consequence, message }: GivenUp,
): readonly FactBody[] {
  const by = controllerManagerId(state);
  const failures = failuresOf(state, 'approver', csr);
  const attempt = failures + 1;
  if (consequence === 'nothing') return [{ type: 'approver.gaveUp', by, csr, message, attempt }];
  const retryIn = retryDelay(failures, controllerManagerRelease(state));
  return [
    { type: 'approver.gaveUp', by, csr, message, attempt, retryIn },
    ...failed(state, 'approver', csr, message, consequence === 'ignorable'),
  ];
}
