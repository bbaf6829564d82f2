import type { KeyRef } from '../crypto.ts';
import type { Instant } from '../instant.ts';
import type { ClusterRoleBinding, ObjectKey, RoleBinding } from '../objects.ts';
import type { PersistentMap } from '../persistent-map.ts';

export interface ApiServerState {
  readonly serving?: {
    readonly chain: readonly string[];
    readonly key: KeyRef;
    readonly notAfter?: Instant;
  };
  /** --kubelet-client-certificate and key: what it shows to kubelets. */
  readonly kubeletClient?: { readonly chain: readonly string[]; readonly key: KeyRef };
  /** PEM of --client-ca-file. */
  readonly clientCa?: string;
  /** Service account tokens that the control plane's own components use: token → user name. */
  readonly serviceAccountTokens: Readonly<Record<string, string>>;
  /** All role bindings among the stored objects, so that authorizing a request does not look through every object. */
  readonly bindings?: PersistentMap<ObjectKey, ClusterRoleBinding | RoleBinding>;
  /** Exchanges that are open watches, oldest first, by what they are about: `<resource>/<name, or * for all>`. */
  readonly watches?: PersistentMap<string, readonly string[]>;
}
