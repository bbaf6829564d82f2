/**
 * A kubelet that rotates and has had no certificate for five minutes ends, if the API server answers; it is then started
 * again with a fresh look at its bootstrap kubeconfig (pkg/kubelet/certificate/transport.go, addCertRotation, from 1.10).
 */
import {
  exitsWithoutCertificate,
  failedToRunCode,
  lingersWithoutCertificate,
} from '../../releases/kubelet-logs-process.ts';
import { exitWithoutCertificate } from '../../releases/kubelet-rotation.ts';
import { worded, printed } from './log.ts';
import type { FactBody } from '../model/facts.ts';
import { goDuration, SECOND, type Instant } from '../model/instant.ts';
import { goTime } from './csr/ensure-compatible.ts';
import { processEnded } from './exit.ts';
import { position, timerId, timerSet } from './moves.ts';
import type { NodeKubelet } from './node-kubelet.ts';

/** How often the kubelet really looks; only looks that change something are made here. */
const EVERY = 10 * SECOND;

/** Looks that print the same line are really made this often; then the next one waits until something changes. */
const PRINTED = 2;

/** The first look that can have a consequence. */
export function exitCheckSet(kubelet: NodeKubelet): readonly FactBody[] {
  const after = exitWithoutCertificate.at(kubelet.release);
  return after === undefined
    ? []
    : [timerSet(kubelet, 'exitCheck', Math.max(0, startedAt(kubelet) + after - kubelet.state.now))];
}

const startedAt = ({ memory, state }: NodeKubelet): Instant => memory.startedAt ?? state.now;
const isServerHealthy = (kubelet: NodeKubelet): boolean =>
  position(kubelet, 'clientCertificate').context['serverHealthy'] === true;

export function exitChecked(kubelet: NodeKubelet): readonly FactBody[] {
  const after = exitWithoutCertificate.at(kubelet.release);
  if (kubelet.memory.clientCertificate || after === undefined) return [];
  const values = { after: goDuration(after), last: goTime(startedAt(kubelet)) };
  if (!isServerHealthy(kubelet)) {
    const line = printed(kubelet.by, lingersWithoutCertificate.at(kubelet.release), values);
    return (kubelet.memory.exitChecks?.count ?? 0) < PRINTED
      ? [...line, timerSet(kubelet, 'exitCheck', EVERY)]
      : line;
  }
  const wording = exitsWithoutCertificate.at(kubelet.release);
  return [
    ...silentChecks(kubelet),
    ...printed(kubelet.by, wording, values),
    ...processEnded(
      kubelet,
      failedToRunCode.at(kubelet.release),
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
  if (!isSilent || !isServerHealthy(kubelet)) return [];
  const passed = (kubelet.state.now - startedAt(kubelet)) % EVERY;
  return [timerSet(kubelet, 'exitCheck', EVERY - passed)];
}

/** Stands for the looks since the last one that was made, each of which printed the same line. */
export function silentChecks(kubelet: NodeKubelet): readonly FactBody[] {
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
