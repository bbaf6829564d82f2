/** When the certificate in use is to be replaced (client-go util/certificate/certificate_manager.go, nextRotationDeadline). */
import {
  deadlineDetermined,
  forcingRotation,
  templateMismatch,
  waitingForRotation,
} from '../../releases/kubelet-logs-rotation.ts';
import { firstJitter, loopPause } from '../../releases/kubelet-rotation.ts';
import type { CertificateDetails } from '../model/crypto.ts';
import type { FactBody } from '../model/facts.ts';
import { goDuration, SECOND } from '../model/instant.ts';
import { commonNameOf } from '../model/names.ts';
import { roll } from '../model/roll.ts';
import { goTime } from './csr/ensure-compatible.ts';
import { nodeSubject, SIGNER_NAMES } from './csr/request-object.ts';
import { printed } from './log.ts';
import { chartOf, moved } from './moves.ts';
import { heldCertificate, managerOf, type NodeKubelet } from './node-kubelet.ts';
import { isSteady, passingOverSet } from './repeating.ts';
import { rotationDeadline } from './rotation/deadline.ts';
import { certSatisfiesTemplate, type Template } from './rotation/template.ts';
import { wantedServing } from './serving/names.ts';

const wantedOf = (kubelet: NodeKubelet): Template | undefined =>
  kubelet.purpose === 'client'
    ? { subject: nodeSubject(kubelet.node), sans: { dns: [], ip: [] } }
    : wantedServing(kubelet);

/**
 * A deadline for the certificate in use, and the lines that tell of it; at once where it is not what is wanted.
 * @param atStart the certificate was found when the process started
 */
export function deadlineDrawn(kubelet: NodeKubelet, atStart = false): readonly FactBody[] {
  const held = heldCertificate(kubelet)?.certificate;
  if (!held) return [];
  const mismatch = mismatchLines(kubelet, held);
  if (mismatch) return [...mismatch, ...deadlineIn(kubelet, 0)];
  const deadline = Math.round(rotationDeadline(held, deadlineFraction(kubelet)));
  const lines = linesOf(kubelet, held, deadline, atStart);
  const soonest = atStart ? 0 : askedAgainAfter(kubelet);
  return [...lines, ...deadlineIn(kubelet, Math.max(soonest, deadline - kubelet.now))];
}

/** --kube-api-qps, five a second. */
const BETWEEN_REQUESTS = SECOND / 5;

/** Where the loop itself does not pause, a certificate that is past its deadline at once is replaced as fast as the client may ask. */
const askedAgainAfter = ({ release }: NodeKubelet): number =>
  loopPause.at(release) === 0 ? BETWEEN_REQUESTS : 0;

function deadlineIn(kubelet: NodeKubelet, ms: number): readonly FactBody[] {
  const deadlineMs = Math.max(0, ms);
  const repeats = isSteady(kubelet);
  const move = { type: 'deadlineDrawn', deadlineMs };
  return [
    ...moved(kubelet, chartOf(kubelet), move, undefined, { repeats }),
    ...(repeats ? passingOverSet(kubelet, deadlineMs) : []),
  ];
}

/** Uniform in [0, 1), but for the first one that a process of an old release draws. */
export function deadlineFraction(kubelet: NodeKubelet, draws = kubelet.memory.draws ?? 0): number {
  const { memory, node, purpose, release, state } = kubelet;
  const fixed = draws === 0 ? firstJitter.at(release) : undefined;
  const draw = `deadline/${node}/${purpose}/${memory.run}/${managerOf(kubelet).installed}`;
  return fixed ?? roll(state.spec.seed, draw);
}

/** The loop comes to a deadline that has passed: the wait is below zero. Without a certificate it was when the process began to ask. */
export function passedDeadlineLines(kubelet: NodeKubelet): readonly FactBody[] {
  const { by, memory, now, purpose, release } = kubelet;
  const held = heldCertificate(kubelet)?.certificate;
  const fraction = deadlineFraction(kubelet, (memory.draws ?? 1) - 1);
  const deadline = held ? Math.round(rotationDeadline(held, fraction)) : now;
  return printed(by, waitingForRotation.boundaryAt(release)?.value, {
    signer: SIGNER_NAMES[purpose],
    sleep: goDuration(deadline - now),
  });
}

function linesOf(
  { by, now, purpose, release }: NodeKubelet,
  certificate: CertificateDetails,
  deadline: number,
  atStart: boolean,
): readonly FactBody[] {
  const values = {
    signer: SIGNER_NAMES[purpose],
    expiration: goTime(certificate.notAfter),
    deadline: goTime(deadline),
    sleep: goDuration(deadline - now),
  };
  const isLogged = deadlineDetermined.boundaryAt(release) !== undefined;
  if (!isLogged) return [];
  const drawn = printed(by, deadlineDetermined.at(release), values);
  if (deadline > now) return [...drawn, ...printed(by, waitingForRotation.at(release), values)];
  // Up to 1.9 a deadline that has passed is a line of its own at the start, and a wait below zero later.
  const forced = forcingRotation.at(release);
  if (forced === undefined) return drawn;
  return [...drawn, ...printed(by, atStart ? forced : waitingForRotation.at(release), values)];
}

/** The line that says what the certificate lacks of what would be asked for; undefined where it lacks nothing. */
function mismatchLines(
  kubelet: NodeKubelet,
  held: CertificateDetails,
): readonly FactBody[] | undefined {
  const { by, purpose, release } = kubelet;
  const wanted = wantedOf(kubelet);
  const verdict = certSatisfiesTemplate(held, wanted, release);
  if (verdict.satisfied || !wanted || verdict.missing === 'certificate') return undefined;
  return printed(by, templateMismatch.at(release)?.[verdict.missing], {
    signer: SIGNER_NAMES[purpose],
    current: commonNameOf(held.subject),
    wanted: commonNameOf(wanted.subject),
    names: `[${verdict.names.join(' ')}]`,
    list: `[${verdict.names.map((name) => JSON.stringify(name)).join(',')}]`,
  });
}
