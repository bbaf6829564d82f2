/** Who waits for the request under way: the bootstrap that blocks the start, or a certificate manager. */
import {
  notSigned,
  notStored,
  requestFailed,
  statusUnchecked,
  WRAPPED,
} from '../../releases/kubelet-logs-rotation.ts';
import {
  certificateWait,
  closedWatchText,
  managerWaitEnd,
  waitErrorPrefix,
  waitTimeoutText,
} from '../../releases/kubelet-requests.ts';
import type { LogWording } from '../../releases/log-wording.ts';
import type { Timeline } from '../../releases/timeline.ts';
import type { FactBody } from '../model/facts.ts';
import { MINUTE, SECOND, type Duration } from '../model/instant.ts';
import { roll } from '../model/roll.ts';
import { attemptFailed } from './attempt-failed.ts';
import { SIGNER_NAMES } from './csr/request-object.ts';
import { printed } from './log.ts';
import { chartOf, managerTimer, moved, position, timerSet, type KubeletChart } from './moves.ts';
import type { NodeKubelet } from './node-kubelet.ts';
import { serverHealthy, type RequestFailure } from './rotation/server-health.ts';

const IN_BOOTSTRAP: ReadonlySet<string> = new Set([
  'requesting',
  'waitingForCertificate',
  'storing',
]);

export const flowOf = (kubelet: NodeKubelet): KubeletChart =>
  kubelet.purpose === 'client' && IN_BOOTSTRAP.has(position(kubelet, 'bootstrap').value)
    ? 'bootstrap'
    : chartOf(kubelet);

export const isWaitingForCertificate = (kubelet: NodeKubelet): boolean =>
  position(kubelet, flowOf(kubelet)).value === 'waitingForCertificate';

function attemptEnded(
  kubelet: NodeKubelet,
  line: Timeline<LogWording>,
  wrapped: string,
  text: string,
  healthy: boolean | undefined,
): readonly FactBody[] {
  if (flowOf(kubelet) === 'bootstrap')
    return moved(kubelet, 'bootstrap', { type: 'stepFailed', reason: text });
  const signer = SIGNER_NAMES[kubelet.purpose];
  const values = { signer, err: text, wrapped: `${signer}: ${wrapped}: ${text}` };
  return [
    ...printed(kubelet.by, line.at(kubelet.release), values),
    ...attemptFailed(kubelet, text, healthy),
  ];
}

/** The request was not taken. */
export const requestRefused = (
  kubelet: NodeKubelet,
  text: string,
  failure: RequestFailure,
): readonly FactBody[] =>
  attemptEnded(kubelet, requestFailed, WRAPPED.requestFailed, text, serverHealthy(failure));

/** The certificate came, but could not be kept. */
export const notKept = (kubelet: NodeKubelet, text: string): readonly FactBody[] =>
  attemptEnded(kubelet, notStored, WRAPPED.notStored, text, undefined);

const unsigned = (kubelet: NodeKubelet, text: string): readonly FactBody[] =>
  attemptEnded(kubelet, notSigned, WRAPPED.notSigned, text, undefined);

/** Why a wait ended without a certificate. */
export type WaitEnd =
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'watchClosed' }
  /** The list or the watch was refused, or the request is decided otherwise. */
  | { readonly kind: 'error'; readonly text: string; readonly failure?: RequestFailure };

/** A request was taken, and no certificate has come of it so far. */
export function waitEnded(kubelet: NodeKubelet, end: WaitEnd): readonly FactBody[] {
  const { release } = kubelet;
  if (flowOf(kubelet) === 'bootstrap') return bootstrapWaitEnded(kubelet, end);
  switch (managerWaitEnd.at(release)) {
    case 'asRequest': {
      const text = end.kind === 'error' ? end.text : 'watch channel closed';
      return attemptEnded(kubelet, requestFailed, WRAPPED.requestFailed, text, undefined);
    }
    case 'checkedAgain':
      return checkedAgain(kubelet, end);
    case 'final':
      if (end.kind === 'watchClosed')
        return [timerSet(kubelet, managerTimer(kubelet, 'watchAgain'), SECOND)];
      return unsigned(
        kubelet,
        end.kind === 'error'
          ? `${waitErrorPrefix.at(release)}${end.text}`
          : waitTimeoutText.at(release),
      );
  }
}

function bootstrapWaitEnded(kubelet: NodeKubelet, end: WaitEnd): readonly FactBody[] {
  const { release } = kubelet;
  const closed = closedWatchText.at(release);
  if (end.kind === 'watchClosed' && closed === undefined)
    return [timerSet(kubelet, managerTimer(kubelet, 'watchAgain'), SECOND)];
  const text =
    end.kind === 'error'
      ? `${waitErrorPrefix.at(release)}${end.text}`
      : end.kind === 'watchClosed'
        ? (closed ?? '')
        : waitTimeoutText.at(release);
  return moved(kubelet, 'bootstrap', { type: 'stepFailed', reason: text });
}

/**
 * 1.9 to 1.13: up to four waits for one request, each a minute longer after one in vain, with growing pauses between.
 * An error, a denial too, does not end that, but counts as a sign of a server that does not answer well.
 */
function checkedAgain(kubelet: NodeKubelet, end: WaitEnd): readonly FactBody[] {
  const { release, by } = kubelet;
  const { context } = position(kubelet, chartOf(kubelet));
  const text = end.kind === 'error' ? `${waitErrorPrefix.at(release)}${end.text}` : undefined;
  const healthy =
    end.kind === 'error'
      ? end.failure !== undefined && serverHealthy(end.failure)
      : context['serverHealthy'] === true;
  const lines = text === undefined ? [] : printed(by, statusUnchecked.at(release), { err: text });
  const waits = Number(context['waits']);
  if (waits >= (certificateWait.at(release).backoff?.steps ?? 1))
    return [
      ...lines,
      ...attemptEnded(kubelet, notSigned, WRAPPED.notSigned, waitTimeoutText.at(release), healthy),
    ];
  const wait = Number(context['certificateWaitMs']);
  return [
    ...lines,
    ...moved(kubelet, chartOf(kubelet), {
      type: 'waitInterrupted',
      waitPauseMs: pauseAfter(kubelet, waits),
      certificateWaitMs: text === undefined ? Math.min(wait + MINUTE, 5 * MINUTE) : wait,
      serverHealthy: healthy,
    }),
  ];
}

function pauseAfter(kubelet: NodeKubelet, waits: number): Duration {
  const { backoff } = certificateWait.at(kubelet.release);
  if (!backoff) return 0;
  const purpose = `wait/${kubelet.node}/${kubelet.purpose}/${kubelet.state.length}`;
  const jitter = 1 + backoff.jitter * roll(kubelet.state.spec.seed, purpose);
  return Math.round(backoff.duration * backoff.factor ** (waits - 1) * jitter);
}

/** How long a manager waits for a request at first. */
export const firstWait = (kubelet: NodeKubelet): Duration => {
  const { kind, timeout } = certificateWait.at(kubelet.release);
  return kind === 'steps' ? MINUTE : timeout;
};
