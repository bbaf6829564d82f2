import { retrySchedule } from '../../releases/kubelet-rotation.ts';
import { backoffSpent, WRAPPED } from '../../releases/kubelet-logs-rotation.ts';
import type { FactBody } from '../model/facts.ts';
import { roll } from '../model/roll.ts';
import { SIGNER_NAMES } from './csr/request-object.ts';
import { printed } from './log.ts';
import { moved, position } from './moves.ts';
import type { NodeKubelet } from './node-kubelet.ts';
import { nextRetry } from './rotation/retry.ts';

/**
 * An attempt of the certificate manager failed: it pauses, and tries again with a new key and a new request.
 * @param healthy what the failure says of the server; undefined leaves that as it was
 */
export function attemptFailed(
  kubelet: NodeKubelet,
  reason: string,
  healthy: boolean | undefined,
): readonly FactBody[] {
  const { context } = position(kubelet, 'clientCertificate');
  const failures = Number(context['failures'] ?? 0) + 1;
  const fraction = roll(
    kubelet.state.spec.seed,
    `retry/${kubelet.node}/${kubelet.memory.run}/${failures}`,
  );
  const retry = nextRetry(
    retrySchedule.at(kubelet.release),
    failures,
    fraction,
    kubelet.state.now,
    kubelet.memory.pollingSince,
  );
  const signer = SIGNER_NAMES.client;
  const err = 'timed out waiting for the condition';
  return [
    ...(retry.limitReached
      ? printed(kubelet.by, backoffSpent.at(kubelet.release), {
          signer,
          err,
          wrapped: `${signer}: ${WRAPPED.backoffSpent}: ${err}`,
        })
      : []),
    ...moved(kubelet, 'clientCertificate', {
      type: 'attemptFailed',
      reason,
      pauseMs: retry.pause,
      serverHealthy: healthy ?? context['serverHealthy'] === true,
    }),
  ];
}
