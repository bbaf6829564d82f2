export { bootstrapChart, type BootstrapContext } from './bootstrap.ts';
export { certificateSigningRequestChart } from './certificate-signing-request.ts';
export {
  certificateSigningRequestMoved,
  type CertificateSigningRequestState,
  type LifecyclePieces,
} from './certificate-signing-request-moves.ts';
export { clientCertificateChart, type ClientCertificateContext } from './client-certificate.ts';
export * from './run.ts';
