import type { CertificateDetails, KeyRef } from '../crypto.ts';

/** What a kubelet process holds in memory; gone when it exits. Files are the host's. */
export interface KubeletState {
  readonly node: string;
  readonly clientCertificate?: {
    readonly pem: string;
    readonly key: KeyRef;
    readonly certificate: CertificateDetails;
  };
  /** Name of the CSR that is waited for. */
  readonly waitingFor?: string;
  readonly registered: boolean;
}
