import type { CertificateDetails, KeyRef } from '../crypto.ts';
import type { DecodedCsr } from '../facts/apiserver.ts';
import type { Instant } from '../instant.ts';
import type { Credential, ServerTrust } from '../requests.ts';

/** A kubeconfig's current context, resolved: where to dial, whom to trust, what to show (client-go's rest.Config). */
export interface ClientConfig {
  /** `https://host:port` as the kubeconfig has it. */
  readonly server: string;
  readonly trust: ServerTrust;
  readonly credential: Credential;
}

/** A CertificateSigningRequest that is being made or waited for. */
export interface RequestUnderWay {
  readonly key?: KeyRef;
  /** The key was made in this run, so an old release takes it away again when the bootstrap fails. */
  readonly keyIsNew?: boolean;
  /** `node-csr-…`; absent where the server makes up the name. */
  readonly wantedName?: string;
  readonly pem?: string;
  /** Version of certificates.k8s.io that took it. */
  readonly version?: string;
  /** Name and UID that the server gave. */
  readonly name?: string;
  readonly uid?: string;
  /** PEM of what was issued. */
  readonly issued?: string;
  /** The object of the same name that was found instead. */
  readonly found?: {
    readonly pem: string;
    readonly signerName?: string;
    readonly certificate?: string;
    readonly decoded?: DecodedCsr;
  };
}

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
  /** Names the running process: what an earlier one asked for carries another name. */
  readonly run?: string;
  readonly startedAt?: Instant;
  /** What it asks for certificates with, chosen once when it starts. */
  readonly certificateConfig?: ClientConfig;
  readonly request?: RequestUnderWay;
  /** The key that was asked for last; keys are made one at a time. */
  readonly keyAsked?: KeyRef;
  /** The last exchange of each kind, by its label. */
  readonly exchanges?: Readonly<Record<string, string>>;
  /** Since when one attempt follows every 32 s (the schedule's limit is reached). */
  readonly pollingSince?: Instant;
  readonly registrationAttempts?: number;
  /** How often, and when last, it was seen that there is no certificate after five minutes. */
  readonly exitChecks?: { readonly count: number; readonly last: Instant };
  /** SubjectPublicKeyInfo, hex, of private keys that this host's kubelets made: outlives the process, as the keys do. */
  readonly publicKeys?: Readonly<Record<KeyRef, string>>;
}
