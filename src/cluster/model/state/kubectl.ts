import type { KeyRef } from '../crypto.ts';

/** The administrator's kubeconfig. */
export interface KubectlState {
  readonly admin?: {
    readonly chain: readonly string[];
    readonly key: KeyRef;
    readonly roots: readonly string[];
  };
}
