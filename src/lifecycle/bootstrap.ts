import { assign, setup } from 'xstate';

export interface BootstrapContext {
  readonly [key: string]: unknown;
  /** From 1.14 with rotateCertificates: the certificate manager asks for the certificate, bootstrap only writes the kubeconfig. */
  readonly rotationRunsInBackground: boolean;
  /** From 1.12: ask /healthz before the request is sent. */
  readonly waitsForServer: boolean;
  /** Milliseconds. */
  readonly serverWaitMs: number;
  readonly certificateWaitMs: number;
  /** What the release says when the wait for the certificate is over. */
  readonly waitTimeoutText: string;
  /** The private key of the request, by name. */
  readonly key?: string;
  /** CertificateSigningRequest that is waited for. */
  readonly csr?: string;
  readonly reason?: string;
}

/**
 * How a kubelet comes by its first client certificate: cmd/kubelet/app/bootstrap.go up to 1.7,
 * pkg/kubelet/certificate/bootstrap/bootstrap.go (LoadClientCert, LoadClientConfig) from 1.8.
 * What differs by release is in the context, so that every release runs the same picture.
 */
export const bootstrapChart = setup({
  types: {
    context: {} as BootstrapContext,
    events: {} as
      | { readonly type: 'processStarted' }
      | { readonly type: 'processStopped' }
      | { readonly type: 'kubeconfigAccepted' }
      | { readonly type: 'kubeconfigRejected' }
      | { readonly type: 'bootstrapKubeconfigRead' }
      | { readonly type: 'keyReady'; readonly key: string }
      | { readonly type: 'serverAnswered' }
      | { readonly type: 'requestAccepted'; readonly csr: string }
      | { readonly type: 'certificateIssued' }
      | { readonly type: 'certificateStored' }
      | { readonly type: 'kubeconfigWritten' }
      | { readonly type: 'stepFailed'; readonly reason: string },
  },
  guards: {
    rotationRunsInBackground: ({ context }) => context.rotationRunsInBackground,
    waitsForServer: ({ context }) => context.waitsForServer,
  },
  delays: {
    serverWait: ({ context }) => context.serverWaitMs,
    certificateWait: ({ context }) => context.certificateWaitMs,
  },
  actions: {
    rememberReason: assign(({ event }) =>
      event.type === 'stepFailed' ? { reason: event.reason } : {},
    ),
    rememberTimeout: assign(({ context }) => ({ reason: context.waitTimeoutText })),
    rememberKey: assign(({ event }) => (event.type === 'keyReady' ? { key: event.key } : {})),
    rememberRequest: assign(({ event }) =>
      event.type === 'requestAccepted' ? { csr: event.csr } : {},
    ),
  },
}).createMachine({
  id: 'bootstrap',
  context: {
    rotationRunsInBackground: false,
    waitsForServer: false,
    serverWaitMs: 60_000,
    certificateWaitMs: 3_600_000,
    waitTimeoutText: 'timed out waiting for the condition',
  },
  initial: 'notStarted',
  on: {
    processStarted: '.readingKubeconfig',
    processStopped: '.notStarted',
    stepFailed: { target: '.failed', actions: 'rememberReason' },
  },
  states: {
    notStarted: {},
    readingKubeconfig: {
      on: {
        kubeconfigAccepted: 'kubeconfigValid',
        kubeconfigRejected: 'readingBootstrapKubeconfig',
      },
    },
    kubeconfigValid: {},
    readingBootstrapKubeconfig: {
      on: {
        bootstrapKubeconfigRead: [
          { guard: 'rotationRunsInBackground', target: 'writingKubeconfig' },
          { target: 'preparingKey' },
        ],
      },
    },
    preparingKey: {
      on: {
        keyReady: [
          { guard: 'waitsForServer', target: 'waitingForServer', actions: 'rememberKey' },
          { target: 'requesting', actions: 'rememberKey' },
        ],
      },
    },
    waitingForServer: {
      on: { serverAnswered: 'requesting' },
      after: { serverWait: 'requesting' },
    },
    requesting: {
      on: { requestAccepted: { target: 'waitingForCertificate', actions: 'rememberRequest' } },
    },
    waitingForCertificate: {
      on: { certificateIssued: 'storing' },
      after: { certificateWait: { target: 'failed', actions: 'rememberTimeout' } },
    },
    storing: { on: { certificateStored: 'writingKubeconfig' } },
    writingKubeconfig: { on: { kubeconfigWritten: 'done' } },
    done: {},
    failed: {},
  },
});
