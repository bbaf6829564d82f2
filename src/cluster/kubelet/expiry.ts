/** The end of a certificate that a kubelet holds in memory, by its host's clock. */
import { expiredInMemoryLine } from '../../releases/kubelet-logs-rotation.ts';
import type { FactBody } from '../model/facts.ts';
import { SIGNER_NAMES } from './csr/request-object.ts';
import { failingHeartbeatsSet } from './connections.ts';
import { exitCheckSet } from './exit-rule.ts';
import { printed } from './log.ts';
import { chartOf, managerTimer, moved, timerId, timerSet } from './moves.ts';
import { heldCertificate, managerOf, seenBy, type NodeKubelet } from './node-kubelet.ts';
import { rotates } from './rotation-on.ts';

/** A certificate is good up to and including the second that it names. */
const isPast = ({ now }: NodeKubelet, notAfter: number): boolean => now > notAfter;

/** Set once a renewal has begun, or where there will be none: a deadline that holds comes before the end. */
export function expirySet(kubelet: NodeKubelet): readonly FactBody[] {
  const held = heldCertificate(kubelet)?.certificate;
  if (!held || managerOf(kubelet).expired !== undefined) return [];
  return [
    timerSet(
      kubelet,
      managerTimer(kubelet, 'expiry'),
      Math.max(0, held.notAfter + 1 - kubelet.now),
    ),
  ];
}

export function expiryCancelled(kubelet: NodeKubelet): readonly FactBody[] {
  const timer = timerId(kubelet, managerTimer(kubelet, 'expiry'));
  return kubelet.state.timers.has(timer)
    ? [{ type: 'timer.cancelled', by: kubelet.by, timer }]
    : [];
}

export function expiryReached(kubelet: NodeKubelet): readonly FactBody[] {
  const { by, purpose, release } = kubelet;
  const held = heldCertificate(kubelet)?.certificate;
  if (!held) return [];
  if (!isPast(kubelet, held.notAfter)) return expirySet(kubelet);
  const role = purpose === 'client' ? 'kubelet-client' : 'kubelet-serving';
  const line = rotates(kubelet) ? expiredInMemoryLine.at(release) : undefined;
  return [
    { type: 'certificate.expired', by, role, notAfter: held.notAfter },
    ...printed(by, line, { signer: SIGNER_NAMES[purpose] }),
    ...moved(kubelet, chartOf(kubelet), { type: 'certificateExpired' }),
  ];
}

/** From here on the exit rule counts. */
export const certificateExpired = (kubelet: NodeKubelet): readonly FactBody[] =>
  kubelet.purpose === 'client' && rotates(kubelet)
    ? [...exitCheckSet(kubelet), ...failingHeartbeatsSet(kubelet)]
    : [];

/** The host's clock was set: what it shows decides when a certificate ends. */
export const clockSet = (kubelet: NodeKubelet): readonly FactBody[] => [
  ...expirySet(seenBy(kubelet, 'client')),
  ...expirySet(seenBy(kubelet, 'serving')),
];
