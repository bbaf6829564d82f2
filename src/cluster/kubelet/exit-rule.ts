/**
 * A kubelet that rotates and has had no good certificate for five minutes ends, if the API server answers; it is then
 * started again with a fresh look at its bootstrap kubeconfig (pkg/kubelet/certificate/transport.go, addCertRotation,
 * from 1.10). In 1.9 to 1.13 one that holds an expired certificate ends at the first look.
 */
import {
  exitsExpired,
  exitsWithoutCertificate,
  exitRuleCode,
  lingersExpired,
  lingersWithoutCertificate,
} from '../../releases/kubelet-logs-process.ts';
import {
  exitIfExpired,
  exitWithoutCertificate,
  expiredInMemory,
} from '../../releases/kubelet-rotation.ts';
import { worded, printed } from './log.ts';
import type { CertificateDetails } from '../model/crypto.ts';
import type { FactBody } from '../model/facts.ts';
import { goDuration, SECOND, type Duration, type Instant } from '../model/instant.ts';
import { goTime } from './csr/ensure-compatible.ts';
import { processEnded } from './exit.ts';
import { position, timerId, timerSet } from './moves.ts';
import { managerOf, seenBy, type NodeKubelet } from './node-kubelet.ts';

/** How often the kubelet really looks; only looks that change something are made here. */
const EVERY = 10 * SECOND;

/** Looks that print the same line are really made this often; then the next one waits until something changes. */
const PRINTED = 2;

const startedAt = ({ memory, state }: NodeKubelet): Instant => memory.startedAt ?? state.now;

/** The look before, or at, an instant: they are counted from the start of the process. */
const lookUpTo = (kubelet: NodeKubelet, instant: Instant): Instant => {
  const started = startedAt(kubelet);
  return started + Math.floor((instant - started) / EVERY) * EVERY;
};

const expiredAt = (kubelet: NodeKubelet): Instant | undefined =>
  managerOf(seenBy(kubelet, 'client')).expired;

/** The last look at which there was a good certificate; the start of the process where there never was one. */
const lastAvailable = (kubelet: NodeKubelet): Instant => {
  const expired = expiredAt(kubelet);
  return expired === undefined ? startedAt(kubelet) : lookUpTo(kubelet, expired);
};

/** How long a look has to wait after the last good certificate; undefined where none has a consequence. */
function patience({ memory, release }: NodeKubelet): Duration | undefined {
  const holdsExpired = memory.clientCertificate && expiredInMemory.at(release) === 'used';
  if (!holdsExpired) return exitWithoutCertificate.at(release);
  return exitIfExpired.at(release) ? EVERY : undefined;
}

/** The first look that can have a consequence. */
export function exitCheckSet(kubelet: NodeKubelet): readonly FactBody[] {
  const after = patience(kubelet);
  if (after === undefined) return [];
  const due = lastAvailable(kubelet) + after;
  return [timerSet(kubelet, 'exitCheck', Math.max(0, due - kubelet.state.now))];
}

const isServerHealthy = (kubelet: NodeKubelet): boolean =>
  position(kubelet, 'clientCertificate').context['serverHealthy'] === true;

const isWithoutCertificate = (kubelet: NodeKubelet): boolean =>
  !kubelet.memory.clientCertificate || expiredAt(kubelet) !== undefined;

/**
 * The look with which a process begins: the server was not asked yet, and counts as not responsive.
 * @param certificate the one that was loaded
 */
export function firstExitCheck(
  { by, now, release }: NodeKubelet,
  { notAfter }: CertificateDetails,
): readonly FactBody[] {
  const looks = exitIfExpired.at(release) && expiredInMemory.at(release) === 'used';
  return looks && now > notAfter ? printed(by, lingersExpired.at(release)) : [];
}

export function exitChecked(kubelet: NodeKubelet): readonly FactBody[] {
  const after = exitWithoutCertificate.at(kubelet.release) ?? 0;
  if (!isWithoutCertificate(kubelet) || patience(kubelet) === undefined) return [];
  const values = { after: goDuration(after), last: goTime(lastAvailable(kubelet)) };
  const holdsExpired =
    kubelet.memory.clientCertificate !== undefined &&
    expiredInMemory.at(kubelet.release) === 'used';
  if (!isServerHealthy(kubelet)) {
    const lingers = holdsExpired ? lingersExpired : lingersWithoutCertificate;
    const line = printed(kubelet.by, lingers.at(kubelet.release), values);
    return (kubelet.memory.exitChecks?.count ?? 0) < PRINTED
      ? [...line, timerSet(kubelet, 'exitCheck', EVERY)]
      : line;
  }
  const wording = (holdsExpired ? exitsExpired : exitsWithoutCertificate).at(kubelet.release);
  return [
    ...silentChecks(kubelet),
    ...printed(kubelet.by, wording, values),
    ...processEnded(
      kubelet,
      exitRuleCode.at(kubelet.release),
      worded(wording.text, values),
      'bootstrapToo',
    ),
  ];
}

/** The server was out of reach and answers now: the next look ends the process. */
export function exitCheckRearmed(kubelet: NodeKubelet): readonly FactBody[] {
  const { exitChecks } = kubelet.memory;
  const isSilent =
    exitChecks !== undefined && !kubelet.state.timers.has(timerId(kubelet, 'exitCheck'));
  if (!isSilent || !isWithoutCertificate(kubelet) || !isServerHealthy(kubelet)) return [];
  const { now } = kubelet.state;
  return [timerSet(kubelet, 'exitCheck', lookUpTo(kubelet, now) + EVERY - now)];
}

/** There is a good certificate: looks have no consequence until it ends. */
export function exitCheckCancelled(kubelet: NodeKubelet): readonly FactBody[] {
  const timer = timerId(kubelet, 'exitCheck');
  const isSet = kubelet.state.timers.has(timer);
  return [
    ...silentChecks(kubelet),
    ...(isSet ? [{ type: 'timer.cancelled', by: kubelet.by, timer } as const] : []),
  ];
}

/** Stands for the looks since the last one that was made, each of which printed the same line. */
function silentChecks(kubelet: NodeKubelet): readonly FactBody[] {
  const { exitChecks } = kubelet.memory;
  if (!exitChecks) return [];
  const count = Math.floor((kubelet.state.now - exitChecks.last - 1) / EVERY);
  if (count < 1) return [];
  const from = exitChecks.last + EVERY;
  return [
    {
      type: 'attempts.repeated',
      by: kubelet.by,
      what: 'kubelet.exitCheck',
      from,
      to: exitChecks.last + count * EVERY,
      every: EVERY,
      count,
    },
  ];
}
