/**
 * What the two certificate managers of a kubelet have in common: staging/src/k8s.io/client-go/util/certificate
 * (certificate_manager.go). Their charts differ in how a certificate can come without being asked for.
 */
import { assign, setup } from 'xstate';

export interface CertificateManagerContext {
  readonly [key: string]: unknown;
  /** How long one request is waited for; in 1.9 to 1.13 the first of several waits. Milliseconds. */
  readonly certificateWaitMs: number;
  /** The pause before the next attempt, drawn when the last one failed. */
  readonly pauseMs: number;
  /** From the beginning of that attempt to that of the next, were none passed over. */
  readonly everyMs: number;
  /** The pause between two waits for one request. */
  readonly waitPauseMs: number;
  /** Waits for the present request, the one under way included. */
  readonly waits: number;
  /** From its drawing to the deadline; null until it is drawn, and where nothing is rotated. */
  readonly deadlineMs: number | null;
  /** Attempts that failed since the last success. */
  readonly failures: number;
  /** CertificateSigningRequest that is waited for. */
  readonly csr?: string;
  readonly reason?: string;
  /** Whether the API server itself answered last: with that, a kubelet without certificate ends after five minutes. */
  readonly serverHealthy: boolean;
  /** The certificate in memory is past its end. */
  readonly expired: boolean;
}

export const managerSetup = setup({
  types: {
    context: {} as CertificateManagerContext,
    events: {} as
      | { readonly type: 'processStopped' }
      | { readonly type: 'certificateLoaded' }
      | { readonly type: 'selfSignedLoaded' }
      | { readonly type: 'addressesMissing' }
      | { readonly type: 'attemptStarted' }
      | {
          readonly type: 'requestAccepted';
          readonly csr: string;
          readonly certificateWaitMs: number;
        }
      | {
          readonly type: 'waitInterrupted';
          readonly waitPauseMs: number;
          readonly certificateWaitMs: number;
          readonly serverHealthy: boolean;
        }
      | { readonly type: 'certificateIssued' }
      | { readonly type: 'certificateStored' }
      | { readonly type: 'deadlineDrawn'; readonly deadlineMs: number }
      | { readonly type: 'certificateExpired' }
      | {
          readonly type: 'attemptFailed';
          readonly reason: string;
          readonly pauseMs: number;
          readonly everyMs: number;
          readonly serverHealthy: boolean;
        },
  },
  delays: {
    certificateWait: ({ context }) => context.certificateWaitMs,
    waitPause: ({ context }) => context.waitPauseMs,
    retryPause: ({ context }) => context.pauseMs,
    // A state without a drawn deadline waits for the drawing, not for the clock.
    rotationDeadline: ({ context }) => context.deadlineMs ?? Infinity,
  },
  actions: {
    rememberRequest: assign(({ event }) =>
      event.type === 'requestAccepted'
        ? { csr: event.csr, certificateWaitMs: event.certificateWaitMs, reason: '', waits: 1 }
        : {},
    ),
    rememberWait: assign(({ context, event }) =>
      event.type === 'waitInterrupted'
        ? {
            waitPauseMs: event.waitPauseMs,
            certificateWaitMs: event.certificateWaitMs,
            serverHealthy: event.serverHealthy,
            waits: context.waits + 1,
          }
        : {},
    ),
    rememberFailure: assign(({ context, event }) =>
      event.type === 'attemptFailed'
        ? {
            reason: event.reason,
            pauseMs: event.pauseMs,
            everyMs: event.everyMs,
            failures: context.failures + 1,
            serverHealthy: event.serverHealthy,
          }
        : {},
    ),
    rememberDeadline: assign(({ event }) =>
      event.type === 'deadlineDrawn' ? { deadlineMs: event.deadlineMs } : {},
    ),
    rememberExpiry: assign({ expired: true }),
    forgetFailures: assign({
      failures: 0,
      serverHealthy: true,
      expired: false,
      deadlineMs: null,
    }),
  },
});

export const managerContext: CertificateManagerContext = {
  certificateWaitMs: 900_000,
  pauseMs: 0,
  everyMs: 0,
  waitPauseMs: 0,
  waits: 0,
  deadlineMs: null,
  failures: 0,
  serverHealthy: false,
  expired: false,
};

/** What can come to pass in any state. */
export const managerEvents = {
  processStopped: '.noCertificate',
  certificateExpired: { actions: 'rememberExpiry' },
} as const;

const failed = { target: 'pausing', actions: 'rememberFailure' } as const;
const interrupted = { target: 'betweenWaits', actions: 'rememberWait' } as const;

/** From the request to the certificate in use, and round again. */
export const managerStates = {
  requesting: {
    on: {
      requestAccepted: { target: 'waitingForCertificate', actions: 'rememberRequest' },
      certificateLoaded: 'inUse',
      attemptFailed: failed,
    },
  },
  waitingForCertificate: {
    on: { certificateIssued: 'storing', waitInterrupted: interrupted, attemptFailed: failed },
    after: { certificateWait: 'timedOut' },
  },
  timedOut: { on: { waitInterrupted: interrupted, attemptFailed: failed } },
  betweenWaits: { after: { waitPause: 'waitingForCertificate' } },
  storing: {
    on: {
      certificateStored: { target: 'inUse', actions: 'forgetFailures' },
      attemptFailed: failed,
    },
  },
  pausing: { after: { retryPause: 'requesting' } },
  inUse: {
    on: {
      deadlineDrawn: { target: 'inUse', reenter: true, actions: 'rememberDeadline' },
      certificateStored: { target: 'inUse', reenter: true, actions: 'forgetFailures' },
      attemptStarted: 'requesting',
    },
    after: { rotationDeadline: 'requesting' },
  },
} as const;
