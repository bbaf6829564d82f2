import type { KeyRef } from './crypto.ts';

/** A kubeconfig as data (client-go tools/clientcmd/api/v1). Views print it as YAML. */
export interface Kubeconfig {
  readonly clusters: readonly {
    readonly name: string;
    readonly server: string;
    /** PEM text of `certificate-authority-data`. */
    readonly certificateAuthorityData?: string;
    readonly certificateAuthority?: string;
    readonly insecureSkipTlsVerify?: boolean;
  }[];
  readonly users: readonly {
    readonly name: string;
    readonly token?: string;
    readonly clientCertificate?: string;
    readonly clientKey?: string;
    /** PEM text of `client-certificate-data`. */
    readonly clientCertificateData?: string;
    readonly clientKeyData?: KeyRef;
  }[];
  readonly contexts: readonly {
    readonly name: string;
    readonly cluster: string;
    readonly user: string;
    readonly namespace?: string;
  }[];
  readonly currentContext: string;
  /**
   * Empty fields that the client-go of the writer prints all the same: `preferences: {}` to 1.33 (omitzero from 1.34,
   * tools/clientcmd/api/v1/types.go), `as-user-extra: null` in 1.8 to 1.11.
   */
  readonly emptyFields?: readonly ('preferences' | 'as-user-extra')[];
}

/** A block of a PEM file. A private key stands there by reference only: key material is never in the log. */
export type PemBlock =
  | { readonly certificate: string }
  | { readonly privateKey: KeyRef; readonly label: 'EC PRIVATE KEY' | 'RSA PRIVATE KEY' };

export type FileContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pem'; readonly blocks: readonly PemBlock[] }
  | { readonly kind: 'kubeconfig'; readonly kubeconfig: Kubeconfig };

export type FileNode =
  | { readonly type: 'file'; readonly mode: number; readonly content: FileContent }
  | { readonly type: 'symlink'; readonly target: string }
  | { readonly type: 'directory'; readonly mode: number };
