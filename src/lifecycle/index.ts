export { bootstrapChart, type BootstrapContext } from './bootstrap.ts';
export { certificateSigningRequestChart } from './certificate-signing-request.ts';
export {
  certificateSigningRequestMoved,
  type CertificateSigningRequestState,
  type LifecyclePieces,
} from './certificate-signing-request-moves.ts';
export { clientCertificateChart, type ClientCertificateContext } from './client-certificate.ts';
export { servingCertificateChart, type ServingCertificateContext } from './serving-certificate.ts';
export { managerContext, type CertificateManagerContext } from './certificate-manager.ts';
export * from './run.ts';
