import {
  managerContext,
  managerEvents,
  managerSetup,
  managerStates,
  type CertificateManagerContext,
} from './certificate-manager.ts';

export type ServingCertificateContext = CertificateManagerContext;

/**
 * The certificate that port 10250 shows: made by the kubelet itself, or asked of the API server
 * (pkg/kubelet/certificate/kubelet.go, NewKubeletServerCertificateManager).
 */
export const servingCertificateChart = managerSetup.createMachine({
  id: 'servingCertificate',
  context: managerContext,
  initial: 'noCertificate',
  on: managerEvents,
  states: {
    noCertificate: {
      on: {
        selfSignedLoaded: 'selfSigned',
        certificateLoaded: 'inUse',
        addressesMissing: 'waitingForAddresses',
        attemptStarted: 'requesting',
      },
    },
    selfSigned: {},
    waitingForAddresses: { on: { attemptStarted: 'requesting' } },
    ...managerStates,
  },
});
