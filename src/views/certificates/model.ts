/** Every key, request and certificate that came to be. */
import type {
  CertificateDetails,
  KeyRef,
  PublicKeyDetails,
  RequestDetails,
} from '../../cluster/model/crypto.ts';
import type { Instant } from '../../cluster/model/instant.ts';
import type { ComponentId } from '../../cluster/model/requests.ts';

interface Seen {
  /** Unique in the view. */
  readonly id: string;
  readonly owner: ComponentId;
  /** `ca`, `apiserver`, `admin`, `kubelet-client`, `kubelet-serving`, `kubelet-self-signed`. */
  readonly role: string;
  readonly seq: number;
  readonly at: Instant;
}

/** The key is named, never shown. */
export interface SeenKey extends Seen {
  readonly kind: 'key';
  readonly key: KeyRef;
  readonly publicKey: PublicKeyDetails;
}

/** What a reader downloads, and the command that checks it. */
export interface Download {
  readonly pem: string;
  readonly fileName: string;
  /** To be run in the folder that holds the download, and `ca.crt` where the command names it. */
  readonly verify: string;
  /** PEM of `ca.crt`; absent where the command needs none. */
  readonly ca?: string;
}

export interface SeenRequest extends Seen {
  readonly kind: 'request';
  readonly key?: KeyRef;
  /** Name of the CertificateSigningRequest, once there is one. */
  readonly csr?: string;
  /** As the API server read it. */
  readonly request?: RequestDetails;
  readonly download: Download;
}

export interface SeenCertificate extends Seen {
  readonly kind: 'certificate';
  readonly key?: KeyRef;
  /** Name of the CertificateSigningRequest that it was issued for. */
  readonly csr?: string;
  readonly certificate: CertificateDetails;
  /** Whether its owner uses it. What the controller manager issues is its own until a kubelet has stored it. */
  readonly inUse: boolean;
  readonly download: Download;
}

export type SeenCredential = SeenKey | SeenRequest | SeenCertificate;

export interface CertificatesView {
  /** Oldest first. */
  readonly seen: readonly SeenCredential[];
  /** PEM of the cluster CA. */
  readonly ca?: string;
  /** Keys of requests that are being made; not for printing. */
  readonly asked: readonly { readonly effect: string; readonly key: KeyRef }[];
}
