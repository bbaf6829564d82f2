/** When the next attempt follows a failed one (client-go util/certificate/certificate_manager.go, run; apimachinery wait.ExponentialBackoff). */
import type { RetrySchedule } from '../../../releases/kubelet-rotation.ts';
import type { Duration, Instant } from '../../model/instant.ts';

export interface Retry {
  readonly pause: Duration;
  /** The attempt that just failed was the schedule's last: from now on attempts follow the ticks of a clock. */
  readonly limitReached: boolean;
}

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
