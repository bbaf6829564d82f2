import {
  managerContext,
  managerEvents,
  managerSetup,
  managerStates,
  type CertificateManagerContext,
} from './certificate-manager.ts';

export type ClientCertificateContext = CertificateManagerContext;

/** The client certificate that a running kubelet holds in memory, and what bootstrap hands to it. */
export const clientCertificateChart = managerSetup.createMachine({
  id: 'clientCertificate',
  context: managerContext,
  initial: 'noCertificate',
  on: managerEvents,
  states: {
    noCertificate: {
      on: { certificateLoaded: 'inUse', attemptStarted: 'requesting' },
    },
    ...managerStates,
  },
});
