/**
 * Loops of a certificate manager that would do the same again (model/repetition.ts): attempts that fail alike, and
 * renewals of certificates that live for minutes.
 */
import type { FactBody } from '../model/facts.ts';
import { MINUTE, SECOND, type Duration, type Instant } from '../model/instant.ts';
import { skippable } from '../model/repetition.ts';
import type { EqualTurns, ManagerState } from '../model/state/kubelet.ts';
import { chartOf, managerTimer, position, timerId, timerSet } from './moves.ts';
import { heldCertificate, managerOf, type NodeKubelet } from './node-kubelet.ts';

/** What came of a turn without the names that differ by themselves. */
export const outcomeOf = (reason: string): string =>
  reason.replace(/(node-)?csr-[\w-]+/g, 'csr').replace(/\d+/g, '0');

/** By how much turns of a loop may differ in length: waits with jitter end on this tick of the clock or on the next. */
const TOLERANCE = 0.1;

/** How many turns have ended like the one that ends now, itself included. */
export function equalTurns(
  before: EqualTurns | undefined,
  outcome: string,
  every: Duration,
): EqualTurns {
  const isEqual =
    before?.outcome === outcome &&
    Math.abs(before.every - every) <= Math.max(SECOND, every * TOLERANCE);
  return { outcome, every, count: isEqual ? before.count + 1 : 1 };
}

/** Attempts are alike once they follow the ticks of a clock: while the pauses still grow, none is like the one before. */
export function failedTurns(
  { turns, pollingSince }: ManagerState,
  reason: string,
  every: Duration,
): EqualTurns {
  return equalTurns(pollingSince === undefined ? undefined : turns, outcomeOf(reason), every);
}

/** Timers of a loop that only repeats itself do not keep others from passing over theirs. */
export const isSteady = (kubelet: NodeKubelet): boolean =>
  (managerOf(kubelet).turns?.count ?? 0) >= 2;

/** Turns are passed over a moment after one has ended, when the messages of that one have arrived. */
const MOMENT = 11 * SECOND;

/** Renewals are cheap beside failures that come every half minute: fewer than these are really done, all of them. */
const RENEWALS_WORTH_PASSING_OVER = 50;

/**
 * Looks, a moment from now, whether turns of this loop can be passed over.
 * @param pause until the loop's next turn
 */
export function passingOverSet(kubelet: NodeKubelet, pause: Duration): readonly FactBody[] {
  if (pause < 2) return [];
  const after = Math.min(MOMENT, Math.floor(pause / 2));
  return [timerSet(kubelet, managerTimer(kubelet, 'passOver'), after, { repeats: true })];
}

export function turnsPassedOver(kubelet: NodeKubelet): readonly FactBody[] {
  if (!isSteady(kubelet)) return [];
  switch (position(kubelet, chartOf(kubelet)).value) {
    case 'pausing':
      return attemptsPassedOver(kubelet);
    case 'inUse':
      return renewalsPassedOver(kubelet);
    default:
      return [];
  }
}

const repeated = (
  { by, purpose }: NodeKubelet,
  what: 'attempt' | 'renewal',
  from: Instant,
  every: Duration,
  skip: { readonly count: number; readonly next: Instant },
): FactBody => ({
  type: 'attempts.repeated',
  by,
  what: `kubelet.${purpose}Certificate.${what}`,
  from,
  to: skip.next - every,
  every,
  count: skip.count,
});

function attemptsPassedOver(kubelet: NodeKubelet): readonly FactBody[] {
  const timer = kubelet.state.timers.get(timerId(kubelet, `${chartOf(kubelet)}.retryPause`));
  const { turns } = managerOf(kubelet);
  if (!timer || !turns) return [];
  const skip = skippable(kubelet.state, timer.due, turns.every);
  if (!skip) return [];
  const { id, purpose, owner: by } = timer;
  return [
    repeated(kubelet, 'attempt', timer.due, turns.every, skip),
    { type: 'timer.set', by, timer: id, due: skip.next, purpose, repeats: true },
  ];
}

/** What a renewal needs of the control plane ends then, by the cluster's time. */
function controlPlaneEnds({ state }: NodeKubelet): Instant {
  const offset = state.hosts.get(state.spec.controlPlane.host)?.clockOffset ?? 0;
  const ca = state.controllerManager.ca?.certificate?.notAfter ?? Infinity;
  return Math.min(ca, state.apiServer.serving?.notAfter ?? Infinity) - offset;
}

/** Where certificates begin with a whole minute, one may be half a minute older at its issue than another is younger. */
const oldestWhenIssued = (age: Duration): Duration =>
  Math.floor((age + MINUTE / 2) / MINUTE) * MINUTE + MINUTE / 2;

/**
 * The certificate of the last renewal that is passed over is made when its time has come (resuming.ts); the one after
 * it is really asked for again. Each deadline lies at 80 % of a lifetime on average.
 */
function renewalsPassedOver(kubelet: NodeKubelet): readonly FactBody[] {
  const { state, now, by } = kubelet;
  const deadline = state.timers.get(timerId(kubelet, `${chartOf(kubelet)}.rotationDeadline`));
  const held = heldCertificate(kubelet)?.certificate;
  const { turnBegan = state.now } = managerOf(kubelet);
  if (!deadline || !held) return [];
  const lifetime = held.notAfter - held.notBefore;
  const age = now - (state.now - turnBegan) - held.notBefore;
  // Some of the next would have ended when they are issued: what comes of them is another matter.
  if (lifetime < oldestWhenIssued(age)) return [];
  const every = Math.max(SECOND, Math.round(0.8 * lifetime - age));
  const skip = skippable(state, deadline.due, every, controlPlaneEnds(kubelet) - lifetime);
  if (!skip || skip.count < RENEWALS_WORTH_PASSING_OVER) return [];
  const pause = skip.next - every - state.now;
  return [
    repeated(kubelet, 'renewal', deadline.due, every, skip),
    { type: 'timer.cancelled', by, timer: deadline.id },
    timerSet(kubelet, managerTimer(kubelet, 'resume'), pause, { repeats: true }),
  ];
}
