import { deadlineDetermined, waitingForRotation } from '../../releases/kubelet-logs-rotation.ts';
import { firstJitter } from '../../releases/kubelet-rotation.ts';
import type { CertificateDetails } from '../model/crypto.ts';
import type { FactBody } from '../model/facts.ts';
import { goDuration } from '../model/instant.ts';
import { roll } from '../model/roll.ts';
import { goTime } from './csr/ensure-compatible.ts';
import { SIGNER_NAMES } from './csr/request-object.ts';
import { printed } from './log.ts';
import type { NodeKubelet } from './node-kubelet.ts';
import { rotationDeadline } from './rotation/deadline.ts';

/**
 * What the manager says of the certificate it now holds.
 *
 * SIMPLIFIED: the deadline is drawn and printed, and nothing happens yet when it comes: this kubelet gets its first
 * certificate and does not replace it.
 */
export function deadlineAnnounced(
  kubelet: NodeKubelet,
  certificate: CertificateDetails,
): readonly FactBody[] {
  const { by, node, now, release, memory, state } = kubelet;
  const fraction =
    firstJitter.at(release) ??
    roll(state.spec.seed, `deadline/${node}/${memory.run}/${certificate.notBefore}`);
  const deadline = Math.round(rotationDeadline(certificate, fraction));
  const values = {
    signer: SIGNER_NAMES.client,
    expiration: goTime(certificate.notAfter),
    deadline: goTime(deadline),
    sleep: goDuration(deadline - now),
  };
  const isLogged = deadlineDetermined.boundaryAt(release) !== undefined;
  if (!isLogged) return [];
  return [
    ...printed(by, deadlineDetermined.at(release), values),
    ...(deadline > now ? printed(by, waitingForRotation.at(release), values) : []),
  ];
}
