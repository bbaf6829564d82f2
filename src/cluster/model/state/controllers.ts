import type { KeyRef } from '../crypto.ts';
import type { CertificateSigningRequest, Secret } from '../objects.ts';
import type { PersistentMap } from '../state.ts';

export interface ControllerManagerState {
  /** --cluster-signing-cert-file and key. */
  readonly ca?: { readonly pem: string; readonly key: KeyRef };
  /** PEM of the CA against which kube-apiserver is checked. */
  readonly trustedRoots: readonly string[];
  /** Service account name (`certificate-controller`, `token-cleaner`) → bearer token. */
  readonly tokens: Readonly<Record<string, string>>;
  /** The informers' caches: what the controllers have been told, not what etcd holds. */
  readonly csrs: PersistentMap<string, CertificateSigningRequest>;
  readonly secrets: PersistentMap<string, Secret>;
  /** Failed tries per CSR and controller (`approver/<csr>`), for the back-off. */
  readonly failures: PersistentMap<string, number>;
}
