/** csrcleaner: looks at every CertificateSigningRequest once an hour, counted from the start of the process. */
import { cleanerLogStyle, csrCleanerExists } from '../../../releases/cleaners.ts';
import { controllersCsrVersion } from '../../../releases/controller-manager.ts';
import type { Fact, FactBody } from '../../model/facts.ts';
import { goQuoted } from '../../model/go-text.ts';
import { idAfter } from '../../model/ids.ts';
import { HOUR, type Instant } from '../../model/instant.ts';
import type { CertificateSigningRequest } from '../../model/objects.ts';
import { hostClock, type ClusterState } from '../../model/state.ts';
import { outcomeOf } from '../answers.ts';
import { called, controllerManagerId, controllerManagerRelease, type Errand } from '../identity.ts';
import { printed, type Line } from '../log-lines.ts';
import { nextTurn } from '../repeating.ts';
import { cleaningTimer, refusalsKey } from '../syncs.ts';
import { cleanableAfter, cleaningOf } from './cleaning.ts';

const line = (severity: Line['severity'], message: string): Line => ({
  severity,
  verbosity: 0,
  file: 'cleaner.go',
  message,
});

export function started(state: ClusterState): readonly FactBody[] {
  const release = controllerManagerRelease(state);
  if (!csrCleanerExists.at(release)) return [];
  const text = 'Starting CSR cleaner controller';
  const message = cleanerLogStyle.at(release) === 'structured' ? goQuoted(text) : text;
  return [printed(controllerManagerId(state), line('I', message))];
}

/** The first poll after an instant: polls are an hour apart from the start of the process on. */
function pollAfter(state: ClusterState, instant: Instant): Instant {
  const begin = state.processes.get(controllerManagerId(state))?.startedAt ?? state.now;
  return begin + Math.max(1, Math.floor((instant - begin) / HOUR) + 1) * HOUR;
}

/** Instants in objects are of the control plane's clock; timers go by the cluster's. */
const toClusterTime = (state: ClusterState, instant: Instant): Instant =>
  instant - (hostClock(state, state.spec.controlPlane.host) - state.now);

/**
 * A kubelet that bootstraps asks again under the same name: what becomes of that request is news to it. Any other
 * request is past anybody's waiting when it is cleaned, so that a loop need not stop for it.
 */
const isAskedForAgain = (csr: string): boolean => csr.startsWith('node-csr-');

/**
 * The poll at which the request would be removed, as a timer: polls in between would change nothing.
 * SIMPLIFIED: the poll at the start of the process, when the informer's cache is still empty, is left out.
 */
function scheduled(state: ClusterState, csr: CertificateSigningRequest): readonly FactBody[] {
  const { name } = csr.metadata;
  const by = controllerManagerId(state);
  const timer = cleaningTimer(name);
  const after = cleanableAfter(
    csr,
    state.controllerManager.issuedUntil?.get(name),
    controllerManagerRelease(state),
  );
  const waiting = state.timers.get(timer);
  if (after === undefined) return waiting ? [{ type: 'timer.cancelled', by, timer }] : [];
  const due = pollAfter(state, Math.max(state.now, toClusterTime(state, after)));
  if (waiting?.due === due) return [];
  const repeats = isAskedForAgain(name) ? {} : ({ repeats: true } as const);
  return [{ type: 'timer.set', by, timer, due, purpose: purposeOf(name), ...repeats }];
}

const purposeOf = (csr: string) => ({ name: 'csrcleaner.poll', of: csr });

/** The deletion was refused: it is tried again at the next poll. */
function scheduledAgain(state: ClusterState, csr: string): readonly FactBody[] {
  return nextTurn(state, {
    timer: cleaningTimer(csr),
    purpose: purposeOf(csr),
    every: HOUR,
    first: pollAfter(state, state.now),
    equal: state.controllerManager.failures.get(refusalsKey(csr)) ?? 0,
  });
}

/** An event of the informer: the end of a certificate must be read before its poll is known. */
export function seen(
  state: ClusterState,
  fact: Fact,
  csr: CertificateSigningRequest,
): readonly FactBody[] {
  if (!csrCleanerExists.at(controllerManagerRelease(state))) return [];
  const { name } = csr.metadata;
  const { certificate } = csr.status;
  if (certificate === undefined || state.controllerManager.issuedUntil?.has(name))
    return scheduled(state, csr);
  return [
    {
      type: 'crypto.asked',
      by: controllerManagerId(state),
      effect: idAfter(fact, `kcm/csrcleaner/read/${name}`),
      purpose: { name: 'csrcleaner.read', of: name },
      ask: { kind: 'readCertificate', pem: certificate },
    },
  ];
}

export function certificateRead(state: ClusterState, name: string): readonly FactBody[] {
  const csr = state.controllerManager.csrs.get(name);
  return csr ? scheduled(state, csr) : [];
}

/** The hour has come. */
export function polled(
  state: ClusterState,
  fact: Fact,
  csr: CertificateSigningRequest,
): readonly FactBody[] {
  const { name } = csr.metadata;
  const release = controllerManagerRelease(state);
  const by = controllerManagerId(state);
  const now = hostClock(state, state.spec.controlPlane.host);
  const cleaning = cleaningOf(csr, state.controllerManager.issuedUntil?.get(name), now, release);
  if (cleaning.kind === 'error')
    return [printed(by, line('E', failureLine(state, name, cleaning.error)))];
  if (cleaning.kind === 'keep') return scheduled(state, csr);
  const errand: Errand = { controller: 'csrcleaner', step: 'delete', of: name };
  return [
    printed(by, line('I', cleaning.message)),
    called(state, fact, 'certificate-controller', errand, {
      kind: 'resource',
      verb: 'delete',
      apiGroup: 'certificates.k8s.io',
      apiVersion: controllersCsrVersion.at(release),
      resource: 'certificatesigningrequests',
      name,
    }),
  ];
}

function failureLine(state: ClusterState, csr: string, error: string): string {
  if (cleanerLogStyle.at(controllerManagerRelease(state)) === 'printf') {
    return `Error while attempting to clean CSR ${goQuoted(csr)}: ${error}`;
  }
  return `"Error while attempting to clean CSR" err=${goQuoted(error)} csr=${goQuoted(csr)}`;
}

/** In 1.9 the controller's role does not allow it to delete: it tries again every hour. */
export function answered(
  state: ClusterState,
  errand: Errand,
  exchange: string,
): readonly FactBody[] {
  const outcome = outcomeOf(state.exchanges.get(exchange)?.answer);
  const by = controllerManagerId(state);
  if (outcome.ok)
    return [{ type: 'cleaner.removed', by, csr: errand.of, reason: 'past its deadline' }];
  const known = state.controllerManager.csrs.has(errand.of);
  const error = `unable to delete CSR ${goQuoted(errand.of)}: ${outcome.error}`;
  return [
    printed(by, line('E', failureLine(state, errand.of, error))),
    ...(known ? scheduledAgain(state, errand.of) : []),
  ];
}
