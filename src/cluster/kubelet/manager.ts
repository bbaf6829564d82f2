/** A certificate manager at work: what it does on entering each state of its certificate's chart. */
import { keyAlgorithm } from '../../releases/kubelet-requests.ts';
import { rotating } from '../../releases/kubelet-logs-rotation.ts';
import { loopPause } from '../../releases/kubelet-rotation.ts';
import type { CryptoOutcome } from '../model/crypto.ts';
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import { SECOND } from '../model/instant.ts';
import { attemptFailed } from './attempt-failed.ts';
import { asked, resultOf } from './crypto.ts';
import { SIGNER_NAMES } from './csr/request-object.ts';
import { deadlineDrawn } from './deadlines.ts';
import { exitCheckRearmed } from './exit-rule.ts';
import { certificateExpired, expirySet } from './expiry.ts';
import { waitEnded } from './flow.ts';
import { printed } from './log.ts';
import { managerTimer, timerId, timerSet } from './moves.ts';
import { managerOf, type NodeKubelet } from './node-kubelet.ts';
import { registrationSet } from './registration.ts';
import { isSteady } from './repeating.ts';
import { signingAsked } from './requesting.ts';
import { resumedEarly } from './resuming.ts';
import { rotates } from './rotation-on.ts';
import { servingBlocksStart } from './serving-manager.ts';
import { waitBegun, watchEnded } from './waiting.ts';

export function managerEntered(
  kubelet: NodeKubelet,
  fact: Fact<FactOf<'lifecycle.moved'>>,
): readonly FactBody[] {
  if (fact.event === 'certificateExpired') return certificateExpired(kubelet);
  switch (fact.to) {
    case 'requesting':
      return attemptBegun(kubelet, fact);
    case 'waitingForCertificate':
      return waitBegun(kubelet, fact);
    case 'timedOut':
      return [...watchEnded(kubelet), ...waitEnded(kubelet, { kind: 'timedOut' })];
    case 'betweenWaits':
      return [...watchEnded(kubelet), ...exitCheckRearmed(kubelet)];
    case 'pausing':
      return [...exitCheckRearmed(kubelet), ...startGoesOn(kubelet)];
    case 'inUse':
      return [...certificateInUse(kubelet, fact.event), ...startGoesOn(kubelet)];
    default:
      return [];
  }
}

/** The loop turns: a certificate that was loaded gets its deadline at once, a new one after the loop's pause. */
function certificateInUse(kubelet: NodeKubelet, event: string): readonly FactBody[] {
  if (!rotates(kubelet)) return event === 'deadlineDrawn' ? [] : expirySet(kubelet);
  if (event === 'certificateLoaded') return deadlineDrawn(kubelet, true);
  if (event !== 'certificateStored') return [];
  const pause = loopPause.at(kubelet.release);
  const options = { repeats: isSteady(kubelet) };
  return [timerSet(kubelet, managerTimer(kubelet, 'rotationLoop'), pause, options)];
}

/** Up to 1.9 the Node is registered once the serving certificate has been asked for, in vain or not. */
function startGoesOn(kubelet: NodeKubelet): readonly FactBody[] {
  const { memory, purpose } = kubelet;
  const wasHeldUp =
    purpose === 'serving' &&
    servingBlocksStart(kubelet) &&
    memory.clientCertificate !== undefined &&
    memory.registrationAttempts === undefined &&
    !kubelet.state.timers.has(timerId(kubelet, 'register'));
  return wasHeldUp ? [registrationSet(kubelet)] : [];
}

/** Every attempt has a new key, which stays in memory until the certificate is there. */
export function attemptBegun(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] {
  const resumed = kubelet.purpose === 'serving' ? resumedEarly(kubelet) : undefined;
  if (resumed)
    return [...resumed, timerSet(kubelet, managerTimer(kubelet, 'attemptAgain'), SECOND)];
  const key = `${idAfter(fact, `key-kubelet-${kubelet.purpose}`)}-${kubelet.node}`;
  return [
    ...printed(kubelet.by, rotating.at(kubelet.release), {
      signer: SIGNER_NAMES[kubelet.purpose],
    }),
    ...expirySet(kubelet),
    asked(kubelet, fact, 'rotationKey', {
      kind: 'generateKey',
      key,
      algorithm: keyAlgorithm.at(kubelet.release),
    }),
  ];
}

export function rotationKeyMade(
  kubelet: NodeKubelet,
  fact: Fact,
  outcome: CryptoOutcome,
): readonly FactBody[] {
  const made = resultOf(outcome, 'generateKey');
  const key = managerOf(kubelet).request?.key;
  if (!made || key === undefined)
    return attemptFailed(kubelet, 'unable to generate a new private key', undefined);
  return [
    { type: 'key.generated', by: kubelet.by, key, publicKey: made.publicKey },
    signingAsked(kubelet, fact, key),
  ];
}
