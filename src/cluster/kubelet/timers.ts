/** Timers of a running kubelet, by what they were set for; the delays of its charts among them. */
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import { connectionsChecked, heartbeatsFailed } from './connections.ts';
import { deadlineDrawn } from './deadlines.ts';
import { exitChecked } from './exit-rule.ts';
import { expiryReached } from './expiry.ts';
import { isWaitingForCertificate } from './flow.ts';
import { attemptBegun } from './manager.ts';
import { delayPassed } from './moves.ts';
import { seenBy, type NodeKubelet } from './node-kubelet.ts';
import { registrationAttempted, registrationsPassedOver } from './registration.ts';
import { isSteady, turnsPassedOver } from './repeating.ts';
import { renewalResumed } from './resuming.ts';
import { serverAsked } from './server-wait.ts';
import { waitBegun } from './waiting.ts';

export function timerFired(
  running: NodeKubelet,
  fact: Fact<FactOf<'timer.fired'>>,
): readonly FactBody[] {
  const [name = '', purpose] = fact.purpose.name.split('/');
  const isServing = purpose === 'serving' || name.startsWith('servingCertificate.');
  const kubelet = seenBy(running, isServing ? 'serving' : 'client');
  switch (name) {
    case 'askServer':
      return serverAsked(kubelet, fact);
    case 'watchAgain':
      return isWaitingForCertificate(kubelet) ? waitBegun(kubelet, fact) : [];
    case 'register':
      return registrationAttempted(kubelet, fact);
    case 'registerPassOver':
      return registrationsPassedOver(kubelet);
    case 'connectionCheck':
      return connectionsChecked(kubelet);
    case 'heartbeatsFail':
      return heartbeatsFailed(kubelet);
    case 'exitCheck':
      return exitChecked(kubelet);
    case 'rotationLoop':
      return deadlineDrawn(kubelet);
    case 'expiry':
      return expiryReached(kubelet);
    case 'attemptAgain':
      return attemptBegun(kubelet, fact);
    case 'passOver':
      return turnsPassedOver(kubelet);
    case 'resume':
      return renewalResumed(kubelet, fact);
    default:
      return delayPassed(kubelet, name, { repeats: isSteady(kubelet) });
  }
}
