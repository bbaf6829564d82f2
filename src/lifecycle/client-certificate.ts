import { assign, setup } from 'xstate';

export interface ClientCertificateContext {
  readonly [key: string]: unknown;
  /** How long one request is waited for, milliseconds. */
  readonly certificateWaitMs: number;
  /** The pause before the next attempt, drawn when the last one failed. */
  readonly pauseMs: number;
  /** Attempts that failed since the last success. */
  readonly failures: number;
  /** CertificateSigningRequest that is waited for. */
  readonly csr?: string;
  readonly reason?: string;
  /** Whether the API server itself answered last: with that, a kubelet without certificate ends after five minutes. */
  readonly serverHealthy: boolean;
}

/**
 * The client certificate that a running kubelet holds in memory: staging/src/k8s.io/client-go/util/certificate
 * (certificate_manager.go), and what bootstrap hands to it.
 */
export const clientCertificateChart = setup({
  types: {
    context: {} as ClientCertificateContext,
    events: {} as
      | { readonly type: 'processStopped' }
      | { readonly type: 'certificateLoaded' }
      | { readonly type: 'attemptStarted' }
      | { readonly type: 'requestAccepted'; readonly csr: string }
      | { readonly type: 'certificateIssued' }
      | { readonly type: 'certificateStored' }
      | {
          readonly type: 'attemptFailed';
          readonly reason: string;
          readonly pauseMs: number;
          readonly serverHealthy: boolean;
        },
  },
  delays: {
    certificateWait: ({ context }) => context.certificateWaitMs,
    retryPause: ({ context }) => context.pauseMs,
  },
  actions: {
    rememberRequest: assign(({ event }) =>
      event.type === 'requestAccepted' ? { csr: event.csr, reason: '' } : {},
    ),
    rememberFailure: assign(({ context, event }) =>
      event.type === 'attemptFailed'
        ? {
            reason: event.reason,
            pauseMs: event.pauseMs,
            failures: context.failures + 1,
            serverHealthy: event.serverHealthy,
          }
        : {},
    ),
    forgetFailures: assign({ failures: 0, serverHealthy: true }),
  },
}).createMachine({
  id: 'clientCertificate',
  context: { certificateWaitMs: 900_000, pauseMs: 0, failures: 0, serverHealthy: false },
  initial: 'noCertificate',
  on: { processStopped: '.noCertificate' },
  states: {
    noCertificate: {
      on: { certificateLoaded: 'inUse', attemptStarted: 'requesting' },
    },
    requesting: {
      on: {
        requestAccepted: { target: 'waitingForCertificate', actions: 'rememberRequest' },
        certificateLoaded: 'inUse',
        attemptFailed: { target: 'pausing', actions: 'rememberFailure' },
      },
    },
    waitingForCertificate: {
      on: {
        certificateIssued: 'storing',
        attemptFailed: { target: 'pausing', actions: 'rememberFailure' },
      },
      after: { certificateWait: 'timedOut' },
    },
    timedOut: {
      on: { attemptFailed: { target: 'pausing', actions: 'rememberFailure' } },
    },
    storing: {
      on: {
        certificateStored: { target: 'inUse', actions: 'forgetFailures' },
        attemptFailed: { target: 'pausing', actions: 'rememberFailure' },
      },
    },
    pausing: {
      after: { retryPause: 'requesting' },
    },
    inUse: {},
  },
});
