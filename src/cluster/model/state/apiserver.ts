import type { KeyRef } from '../crypto.ts';

export interface ApiServerState {
  readonly serving?: { readonly chain: readonly string[]; readonly key: KeyRef };
  /** PEM of --client-ca-file. */
  readonly clientCa?: string;
  /** Service account tokens that the control plane's own components use: token → user name. */
  readonly serviceAccountTokens: Readonly<Record<string, string>>;
}
