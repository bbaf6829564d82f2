/**
 * Passes of the certificate controllers over single requests: one at a time for each, begun again where the object
 * changed meanwhile, and after a failure once the back-off is over (client-go util/workqueue).
 */
import { retryBackOff } from '../../releases/controller-manager.ts';
import type { Release } from '../../releases/release.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import { idAfter } from '../model/ids.ts';
import type { Duration } from '../model/instant.ts';
import type { CertificateSigningRequest } from '../model/objects.ts';
import type { ClusterState } from '../model/state.ts';
import type { Sync } from '../model/state/controllers.ts';
import { controllerManagerId, controllerManagerRelease } from './identity.ts';
import { failedSyncLine, printed } from './log-lines.ts';
import { nextTurn } from './repeating.ts';

export type CertificateController = 'approver' | 'signer';

export const syncKey = (controller: CertificateController, csr: string): string =>
  `${controller}/${csr}`;

export function syncOf(
  state: ClusterState,
  controller: CertificateController,
  csr: string,
): Sync | undefined {
  return state.controllerManager.syncs?.get(syncKey(controller, csr));
}

export function isRunning(
  state: ClusterState,
  controller: CertificateController,
  csr: string,
): boolean {
  const stage = syncOf(state, controller, csr)?.stage;
  return stage === 'running' || stage === 'stale';
}

/** A pass begins with reading the PKCS#10 request; that this was asked is what marks it as begun. */
export function begun(
  state: ClusterState,
  fact: Fact,
  controller: CertificateController,
  csr: CertificateSigningRequest,
): readonly FactBody[] {
  const { name } = csr.metadata;
  return [
    {
      type: 'crypto.asked',
      by: controllerManagerId(state),
      effect: idAfter(fact, `kcm/${controller}/read/${name}`),
      purpose: { name: `${controller}.read`, of: name },
      ask: { kind: 'readCsr', pem: csr.spec.request },
    },
  ];
}

/** Delay before the next try after `failures` earlier ones, in milliseconds. */
export function retryDelay(failures: number, release: Release): Duration {
  const { first, most } = retryBackOff.at(release);
  return Math.min(first * 2 ** failures, most);
}

export const failuresOf = (
  state: ClusterState,
  controller: CertificateController,
  csr: string,
): number => state.controllerManager.failures.get(syncKey(controller, csr)) ?? 0;

/** csrcleaner's look at a request: whatever waits for a retry of it ends there. */
export const cleaningTimer = (csr: string): string => `kcm/csrcleaner/poll/${csr}`;

/** Where deletions that csrcleaner was refused are counted. */
export const refusalsKey = (csr: string): string => `csrcleaner/${csr}`;

export const retryTimer = (controller: CertificateController, csr: string): string =>
  `kcm/${controller}/retry/${csr}`;

/** How many tries in a row, the one after `failures` earlier ones included, wait as long as the back-off ever lets one wait. */
function triesAtMost(failures: number, release: Release): number {
  const { most } = retryBackOff.at(release);
  let at = failures;
  while (at > 0 && retryDelay(at - 1, release) === most) at -= 1;
  return retryDelay(failures, release) === most ? failures - at + 1 : 0;
}

/**
 * The pass failed: a line in the log, and another try after the back-off. Nothing that this controller does makes the
 * next try end differently, so that tries at the longest pause may stand as one fact.
 */
export function failed(
  state: ClusterState,
  controller: CertificateController,
  csr: string,
  error: string,
  ignorable = false,
): readonly FactBody[] {
  const by = controllerManagerId(state);
  const release = controllerManagerRelease(state);
  const failures = failuresOf(state, controller, csr);
  const cleaning = state.timers.get(cleaningTimer(csr))?.due;
  return [
    printed(by, failedSyncLine(csr, error, ignorable, release)),
    ...nextTurn(state, {
      timer: retryTimer(controller, csr),
      purpose: { name: `${controller}.retry`, of: csr },
      every: retryDelay(failures, release),
      equal: triesAtMost(failures, release),
      ...(cleaning === undefined ? {} : { until: cleaning }),
    }),
  ];
}

/** Nothing is left to try: a retry that waits would find that out for itself. */
export function retryCancelled(
  state: ClusterState,
  controller: CertificateController,
  csr: string,
): readonly FactBody[] {
  const timer = retryTimer(controller, csr);
  return state.timers.has(timer)
    ? [{ type: 'timer.cancelled', by: controllerManagerId(state), timer }]
    : [];
}
