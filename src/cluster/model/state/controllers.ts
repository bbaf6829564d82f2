import type { CertificateDetails, KeyRef } from '../crypto.ts';
import type { Instant } from '../instant.ts';
import type { CertificateSigningRequest, Secret } from '../objects.ts';
import type { PersistentMap } from '../persistent-map.ts';

/** One pass of a certificate controller over one CertificateSigningRequest, from its queue to the last answer. */
export interface Sync {
  /** The object as it stood in the cache when the pass began: what is written goes back with its resourceVersion. */
  readonly csr: CertificateSigningRequest;
  /** The recognisers that match, in the order in which reviews are asked for. */
  readonly recognizers: readonly string[];
  /** `stale`: the object changed meanwhile and is due again; `over`: done, and due again. */
  readonly stage: 'running' | 'stale' | 'over';
}

export interface ControllerManagerState {
  /** --cluster-signing-cert-file and key. */
  readonly ca?: {
    readonly pem: string;
    readonly key: KeyRef;
    readonly certificate?: CertificateDetails;
  };
  /** PEM of the CA against which kube-apiserver is checked. */
  readonly trustedRoots: readonly string[];
  /** Service account name (`certificate-controller`, `token-cleaner`) → bearer token. */
  readonly tokens: Readonly<Record<string, string>>;
  /** The informers' caches: what the controllers have been told, not what etcd holds. */
  readonly csrs: PersistentMap<string, CertificateSigningRequest>;
  readonly secrets: PersistentMap<string, Secret>;
  /** Failed tries per CSR and controller (`approver/<csr>`), for the back-off. */
  readonly failures: PersistentMap<string, number>;
  /** Passes under way, by `approver/<csr>` and `signer/<csr>`. */
  readonly syncs?: PersistentMap<string, Sync>;
  /** End of the certificates in the cache, by CSR, as csrcleaner read it. */
  readonly issuedUntil?: PersistentMap<string, Instant | 'unreadable'>;
}
