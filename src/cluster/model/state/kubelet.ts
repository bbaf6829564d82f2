import type { CertificateDetails, KeyRef } from '../crypto.ts';
import type { DecodedCsr } from '../facts/apiserver.ts';
import type { Duration, Instant } from '../instant.ts';
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

export interface HeldCertificate {
  readonly pem: string;
  readonly key: KeyRef;
  readonly certificate: CertificateDetails;
}

/** Turns of a loop that ended alike, one after the other (model/repetition.ts). */
export interface EqualTurns {
  /** What they came to, without names and times that differ by themselves. */
  readonly outcome: string;
  readonly count: number;
  /** From the beginning of the last one to that of the next, milliseconds. */
  readonly every: Duration;
}

/** What a certificate manager remembers besides its place in the chart. */
export interface ManagerState {
  readonly request?: RequestUnderWay;
  /** When the attempt under way, or the last one, began. */
  readonly turnBegan?: Instant;
  readonly turns?: EqualTurns;
  /** The first attempt of the process came at once, with its start. */
  readonly forced?: true;
  /** Since when one attempt follows every 32 s (the schedule's limit is reached). */
  readonly pollingSince?: Instant;
  /** Certificates that became the current one in this process. */
  readonly installed: number;
  /** The certificate in memory is past its end by the host's clock. */
  readonly expired?: Instant;
  /** Renewals are passed over until then: the node has a valid certificate all the time. */
  readonly renewedUntil?: Instant;
}

/** Counters of the process that port 10250 offers under /metrics; gone when it ends. */
export interface KubeletMetrics {
  /** NotAfter, as last set when a deadline was computed. */
  readonly expiration: Readonly<Partial<Record<'client' | 'serving', Instant>>>;
  readonly renewErrors: Readonly<Partial<Record<'client' | 'serving', number>>>;
  /** Age of each serving certificate when it was replaced, milliseconds. */
  readonly servingRotations: readonly Duration[];
}

/** What a kubelet process holds in memory; gone when it exits. Files are the host's. */
export interface KubeletState {
  readonly node: string;
  readonly clientCertificate?: HeldCertificate;
  readonly servingCertificate?: HeldCertificate;
  readonly managers?: Readonly<Partial<Record<'client' | 'serving', ManagerState>>>;
  readonly metrics?: KubeletMetrics;
  /** Deadlines that the process has drawn. */
  readonly draws?: number;
  readonly registered: boolean;
  /** Names the running process: what an earlier one asked for carries another name. */
  readonly run?: string;
  readonly startedAt?: Instant;
  /** What it asks for certificates with, chosen once when it starts. */
  readonly certificateConfig?: ClientConfig;
  /** The self-signed or bootstrap key that was asked for last; such keys are made one at a time. */
  readonly keyAsked?: KeyRef;
  /** The key that stands beside a certificate of which it is not the key; the kubeconfig names both. */
  readonly mismatchedKey?: KeyRef;
  /** The last exchange of each kind, by its label. */
  readonly exchanges?: Readonly<Record<string, string>>;
  readonly registrationAttempts?: number;
  /** When the last of them began, and how many were refused in the same way. */
  readonly registrationBegan?: Instant;
  readonly registrationTurns?: EqualTurns;
  /** How often, and when last, it was seen that there is no certificate after five minutes. */
  readonly exitChecks?: { readonly count: number; readonly last: Instant };
  /** What port 10250 shows. Absent while there is no serving certificate: a handshake then fails. */
  readonly serving?: { readonly chain: readonly string[]; readonly key: KeyRef };
  /** What SubjectAccessReviews said of callers of port 10250, as long as it is remembered. */
  readonly reviews?: Readonly<
    Record<string, { readonly allowed: boolean; readonly until: Instant }>
  >;
  /** Processes that ended by themselves in the same way; outlives them, as systemd does. */
  readonly crashes?: EqualTurns;
  /** SubjectPublicKeyInfo, hex, of private keys that this host's kubelets made: outlives the process, as the keys do. */
  readonly publicKeys?: Readonly<Record<KeyRef, string>>;
}
