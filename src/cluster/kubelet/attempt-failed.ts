import { retrySchedule } from '../../releases/kubelet-rotation.ts';
import { backoffSpent, WRAPPED } from '../../releases/kubelet-logs-rotation.ts';
import type { FactBody } from '../model/facts.ts';
import { roll } from '../model/roll.ts';
import { SIGNER_NAMES } from './csr/request-object.ts';
import { passedDeadlineLines } from './deadlines.ts';
import { printed } from './log.ts';
import { chartOf, moved, position } from './moves.ts';
import { managerOf, type NodeKubelet } from './node-kubelet.ts';
import { failedTurns, passingOverSet } from './repeating.ts';
import { countedFailures, nextRetry } from './rotation/retry.ts';

/**
 * An attempt of a certificate manager failed: it pauses, and tries again with a new key and a new request.
 * @param healthy what the failure says of the server; undefined leaves that as it was
 */
export function attemptFailed(
  kubelet: NodeKubelet,
  reason: string,
  healthy: boolean | undefined,
): readonly FactBody[] {
  const chart = chartOf(kubelet);
  const { context } = position(kubelet, chart);
  const failures = Number(context['failures'] ?? 0) + 1;
  const fraction = roll(
    kubelet.state.spec.seed,
    `retry/${kubelet.node}/${kubelet.purpose}/${kubelet.memory.run}/${failures}`,
  );
  const counted = countedFailures(managerOf(kubelet), failures, kubelet.release);
  const retry = nextRetry(
    retrySchedule.at(kubelet.release),
    counted,
    fraction,
    kubelet.state.now,
    managerOf(kubelet).pollingSince,
  );
  const { now } = kubelet.state;
  const manager = managerOf(kubelet);
  const everyMs = now + retry.pause - (manager.turnBegan ?? now);
  const repeats = failedTurns(manager, reason, everyMs).count >= 2;
  return [
    ...(counted === 0 ? passedDeadlineLines(kubelet) : []),
    ...(retry.limitReached ? limitReached(kubelet) : []),
    ...moved(
      kubelet,
      chart,
      {
        type: 'attemptFailed',
        reason,
        pauseMs: retry.pause,
        everyMs,
        serverHealthy: healthy ?? context['serverHealthy'] === true,
      },
      undefined,
      { repeats },
    ),
    ...(repeats ? passingOverSet(kubelet, retry.pause) : []),
  ];
}

function limitReached({ by, release, purpose }: NodeKubelet): readonly FactBody[] {
  const signer = SIGNER_NAMES[purpose];
  const err = 'timed out waiting for the condition';
  const wrapped = `${signer}: ${WRAPPED.backoffSpent}: ${err}`;
  return printed(by, backoffSpent.at(release), { signer, err, wrapped });
}
