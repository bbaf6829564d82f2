/** What each kind of fact sets off in kube-controller-manager. */
import { approverKind } from '../../releases/approver.ts';
import { certificateControllers } from '../../releases/controller-manager.ts';
import { signingLoops } from '../../releases/signer.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import type { ApiObject, CertificateSigningRequest } from '../model/objects.ts';
import type { ClusterState } from '../model/state.ts';
import * as approver from './approver/controller.ts';
import * as csrCleaner from './csr-cleaner/controller.ts';
import { isEnabled } from './enabled.ts';
import {
  controllerManagerId,
  controllerManagerRelease,
  errandOf,
  type Errand,
} from './identity.ts';
import { list, listLater, watch, type Informer } from './informers.ts';
import { eventLine, printed, startingLine } from './log-lines.ts';
import * as nodeLifecycle from './node-lifecycle/controller.ts';
import * as signer from './signer/controller.ts';
import { failed, syncOf } from './syncs.ts';
import * as tokenCleaner from './token-cleaner/controller.ts';

function runs(state: ClusterState, name: string): boolean {
  const { release, controllerManager } = state.spec.controlPlane;
  return isEnabled(name, controllerManager.controllers, release);
}

/** Approver and signer were one controller up to 1.6, which approved nobody unless a flag named a group. */
function runsApprover(state: ClusterState): boolean {
  if (approverKind.at(controllerManagerRelease(state)) === 'subjectAccessReview')
    return runs(state, 'csrapproving');
  const { approveAllKubeletCsrsForGroup = '' } = state.spec.controlPlane.controllerManager;
  return approveAllKubeletCsrsForGroup !== '' && runs(state, 'certificatesigningrequests');
}

/** `csrsigning`, or the one controller of before 1.7. */
function runsSigner(state: ClusterState): boolean {
  const name = certificateControllers
    .at(controllerManagerRelease(state))
    .find((controller) => controller !== 'csrapproving' && controller !== 'csrcleaner');
  return name !== undefined && runs(state, name);
}

/** The controllers that say that they start: one up to 1.6, then the signer's loops and the approver. */
function startingControllers(state: ClusterState): readonly string[] {
  const release = controllerManagerRelease(state);
  const loops = runsSigner(state) ? signingLoops.at(release).map((loop) => loop.name) : [];
  const isOne = approverKind.at(release) === 'group';
  return [...loops, ...(runsApprover(state) && !isOne ? ['csrapproving'] : [])];
}

/** The process is there: controllers say so, informers list. */
export function started(state: ClusterState, fact: Fact): readonly FactBody[] {
  const by = controllerManagerId(state);
  const release = controllerManagerRelease(state);
  return [
    ...startingControllers(state).map((name) => printed(by, startingLine(name, release))),
    ...(runs(state, 'csrcleaner') ? csrCleaner.started(state) : []),
    ...(runs(state, 'tokencleaner') ? tokenCleaner.started(state) : []),
    list(state, fact, 'certificatesigningrequests'),
    ...(runs(state, 'tokencleaner') ? [list(state, fact, 'secrets')] : []),
  ];
}

function csrQueued(
  state: ClusterState,
  fact: Fact,
  csr: CertificateSigningRequest,
): readonly FactBody[] {
  return [
    ...(runsApprover(state) ? approver.syncApprover(state, fact, csr) : []),
    ...(runsSigner(state) ? signer.syncSigner(state, fact, csr) : []),
    ...(runs(state, 'csrcleaner') ? csrCleaner.seen(state, fact, csr) : []),
  ];
}

function queued(state: ClusterState, fact: Fact, object: ApiObject): readonly FactBody[] {
  if (object.kind === 'CertificateSigningRequest') return csrQueued(state, fact, object);
  if (object.kind === 'Secret' && runs(state, 'tokencleaner'))
    return tokenCleaner.seen(state, fact, object);
  return [];
}

const EVENT = { ADDED: 'Adding', MODIFIED: 'Updating', DELETED: 'Deleting' } as const;

/** A watch event: a line at -v=4, and the queues. */
export function eventReceived(
  state: ClusterState,
  fact: Fact<FactOf<'watch.received'>>,
): readonly FactBody[] {
  const { type, object } = fact.event;
  const by = controllerManagerId(state);
  const line =
    object.kind === 'CertificateSigningRequest'
      ? [printed(by, eventLine(EVENT[type], object.metadata.name, controllerManagerRelease(state)))]
      : [];
  if (type !== 'DELETED') return [...line, ...queued(state, fact, object)];
  return [
    ...line,
    ...(object.kind === 'CertificateSigningRequest' ? csrGone(state, object.metadata.name) : []),
  ];
}

/** Nothing that waits for this request has anything to do any more. */
function csrGone(state: ClusterState, csr: string): readonly FactBody[] {
  const by = controllerManagerId(state);
  return ['kcm/approver/retry', 'kcm/signer/retry', 'kcm/csrcleaner/poll']
    .map((prefix) => `${prefix}/${csr}`)
    .filter((timer) => state.timers.has(timer))
    .map((timer) => ({ type: 'timer.cancelled', by, timer }));
}

/** The cache is filled; the queues follow with the watch, which begins with an ADDED event for each object. */
function listed(
  state: ClusterState,
  fact: Fact,
  informer: Informer,
  exchange: string,
): readonly FactBody[] {
  const answer = state.exchanges.get(exchange)?.answer;
  return answer?.kind === 'list'
    ? [watch(state, fact, informer, answer.resourceVersion)]
    : listLater(state, informer);
}

function informerAnswered(
  state: ClusterState,
  fact: Fact,
  errand: Errand,
  exchange: string,
): readonly FactBody[] {
  const informer = errand.of as Informer;
  if (errand.step === 'list') return listed(state, fact, informer, exchange);
  return state.exchanges.get(exchange)?.answer?.kind === 'watching'
    ? []
    : listLater(state, informer);
}

export function answerReceived(
  state: ClusterState,
  fact: Fact<FactOf<'response.received'>>,
): readonly FactBody[] {
  const errand = errandOf(fact.exchange);
  switch (errand?.controller) {
    case 'informer':
      return informerAnswered(state, fact, errand, fact.exchange);
    case 'approver':
      return approver.answered(state, fact, errand, fact.exchange);
    case 'signer':
      return signer.answered(state, errand, fact.exchange);
    case 'csrcleaner':
      return csrCleaner.answered(state, errand, fact.exchange);
    case 'tokencleaner':
      return tokenCleaner.answered(state, errand, fact.exchange);
    case 'nodelifecycle':
      return nodeLifecycle.answered(state, fact, errand, fact.exchange);
    default:
      return [];
  }
}

/** No answer at all: informers list again, a pass counts as failed. */
export function requestFailed(
  state: ClusterState,
  fact: Fact<FactOf<'request.failed'>>,
): readonly FactBody[] {
  const errand = errandOf(fact.exchange);
  if (!errand) return [];
  if (errand.controller === 'informer') return listLater(state, errand.of as Informer);
  if (errand.controller === 'nodelifecycle') return nodeLifecycle.again(state, errand.of);
  if (errand.controller !== 'approver' && errand.controller !== 'signer') return [];
  return syncOf(state, errand.controller, errand.of)
    ? failed(state, errand.controller, errand.of, fact.error)
    : [];
}

export function watchClosed(
  state: ClusterState,
  fact: Fact<FactOf<'watch.closed'>>,
): readonly FactBody[] {
  const errand = errandOf(fact.exchange);
  return errand?.controller === 'informer' ? [list(state, fact, errand.of as Informer)] : [];
}

export function cryptoCompleted(
  state: ClusterState,
  fact: Fact<FactOf<'crypto.completed'>>,
): readonly FactBody[] {
  switch (fact.purpose.name) {
    case 'approver.read':
      return approver.requestRead(state, fact);
    case 'signer.read':
      return signer.requestRead(state, fact);
    case 'signer.issue':
      return signer.certificateMade(state, fact);
    case 'csrcleaner.read':
      return csrCleaner.certificateRead(state, fact.purpose.of);
    default:
      return [];
  }
}

export function timerFired(
  state: ClusterState,
  fact: Fact<FactOf<'timer.fired'>>,
): readonly FactBody[] {
  const { name, of } = fact.purpose;
  const csr = state.controllerManager.csrs.get(of);
  switch (name) {
    case 'informer.list':
      return [list(state, fact, of as Informer)];
    case 'approver.retry':
      return csr ? approver.syncApprover(state, fact, csr) : [];
    case 'signer.retry':
      return csr ? signer.syncSigner(state, fact, csr) : [];
    case 'csrcleaner.poll':
      return csr ? csrCleaner.polled(state, fact, csr) : [];
    case 'tokencleaner.expiry':
      return tokenCleaner.due(state, fact, of);
    case nodeLifecycle.MONITOR:
      return nodeLifecycle.monitored(state, fact, of);
    default:
      return [];
  }
}
