/** How long kubeadm waits for cluster-info, and from whom it takes it (cmd/kubeadm/app/discovery/token/token.go). */
import { goDuration, type Duration } from '../../model/instant.ts';

export interface Endpoint {
  readonly name: string;
  /** How long it takes to answer, in milliseconds. */
  readonly answersAfter: Duration;
}

/** Up to 1.14 several endpoints race: the one that answers first wins (runForEndpointsAndReturnFirst). */
export function firstToAnswer(endpoints: readonly Endpoint[]): Endpoint | undefined {
  return endpoints.reduce<Endpoint | undefined>(
    (best, endpoint) => (best && best.answersAfter <= endpoint.answersAfter ? best : endpoint),
    undefined,
  );
}

/** The error where the answer comes after the time allowed, undefined where it comes in time. */
export function waitProblem(answersAfter: Duration, timeout: Duration): string | undefined {
  return answersAfter < timeout
    ? undefined
    : `abort connecting to API servers after timeout of ${goDuration(timeout)}`;
}
