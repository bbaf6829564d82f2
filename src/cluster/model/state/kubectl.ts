import type { KeyRef } from '../crypto.ts';
import type { Intent } from '../intents.ts';
import type { PersistentMap } from '../persistent-map.ts';

/** One run of kubectl, from the intent to the last line printed. */
export interface KubectlCommand {
  readonly intent: Intent;
  /** The exchange that listed CertificateSigningRequests. */
  readonly list?: string;
  /** Requested common names that were read so far, by name of the CertificateSigningRequest; `null` where unreadable. */
  readonly commonNames: Readonly<Record<string, string | null>>;
  /** How often a decision was answered with 409 Conflict. */
  readonly conflicts: number;
}

/** The administrator's kubeconfig, and what is being run with it. */
export interface KubectlState {
  readonly admin?: {
    readonly chain: readonly string[];
    readonly key: KeyRef;
    readonly roots: readonly string[];
  };
  /** PEM of the cluster CA that goes into the kubeconfig. */
  readonly clusterCa?: string;
  readonly commands?: PersistentMap<string, KubectlCommand>;
}
