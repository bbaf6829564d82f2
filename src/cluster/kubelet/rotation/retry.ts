/** When the next attempt follows a failed one (client-go util/certificate/certificate_manager.go, run; apimachinery wait.ExponentialBackoff). */
import { firstAttemptBlocks, type RetrySchedule } from '../../../releases/kubelet-rotation.ts';
import type { Release } from '../../../releases/release.ts';
import type { Duration, Instant } from '../../model/instant.ts';
import type { ManagerState } from '../../model/state/kubelet.ts';

export interface Retry {
  readonly pause: Duration;
  /** The attempt that just failed was the schedule's last: from now on attempts follow the ticks of a clock. */
  readonly limitReached: boolean;
}

/**
 * Failures that the schedule counts: up to 1.9 the attempt with which a process begins comes before it, and the first of
 * the schedule follows at once.
 */
export const countedFailures = (
  { forced }: Pick<ManagerState, 'forced'>,
  failures: number,
  release: Release,
): number => (forced === true && firstAttemptBlocks.at(release) ? failures - 1 : failures);

/**
 * @param failures attempts that have failed, this one included
 * @param fraction uniform in [0, 1), for the jitter
 * @param pollingSince when the schedule's limit was reached
 */
export function nextRetry(
  schedule: RetrySchedule,
  failures: number,
  fraction: number,
  now: Instant,
  pollingSince: Instant | undefined,
): Retry {
  if (failures === 0) return { pause: 0, limitReached: false };
  if (pollingSince !== undefined) {
    return {
      pause: schedule.thenEvery - ((now - pollingSince) % schedule.thenEvery),
      limitReached: false,
    };
  }
  if (failures >= schedule.steps) return { pause: schedule.thenEvery, limitReached: true };
  const pause = schedule.duration * schedule.factor ** (failures - 1);
  return { pause: Math.round(pause * (1 + schedule.jitter * fraction)), limitReached: false };
}
