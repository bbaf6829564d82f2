import type { CertificateDetails, KeyRef, PublicKeyDetails } from '../crypto.ts';
import type { Instant } from '../instant.ts';
import type { ComponentId } from '../requests.ts';

/** Keys and certificates that come to be. The key is named, never shown. */
export type KeyFact =
  | {
      readonly type: 'key.generated';
      readonly by: ComponentId;
      readonly key: KeyRef;
      readonly publicKey: PublicKeyDetails;
    }
  /** `role` says what it is for: `ca`, `apiserver`, `admin`, `kubelet-client`, `kubelet-serving`, `kubelet-self-signed`. */
  | {
      readonly type: 'certificate.issued';
      readonly by: ComponentId;
      readonly role: string;
      readonly key?: KeyRef;
      readonly pem: string;
      readonly certificate: CertificateDetails;
    }
  /**
   * SIMPLIFIED: the controller manager's service account tokens are opaque; kube-apiserver looks them up instead of
   * checking a JWT's signature.
   */
  | {
      readonly type: 'serviceAccountToken.issued';
      readonly by: ComponentId;
      readonly serviceAccount: string;
      readonly token: string;
    }
  /** `by` the kubelet: a certificate and key became the ones that it uses. */
  | {
      readonly type: 'certificate.installed';
      readonly by: ComponentId;
      readonly role: 'kubelet-client' | 'kubelet-serving';
      readonly key: KeyRef;
      readonly pem: string;
      readonly certificate: CertificateDetails;
    }
  /** `by` the kubelet: the certificate that it holds has come to its end by the host's own clock. */
  | {
      readonly type: 'certificate.expired';
      readonly by: ComponentId;
      readonly role: 'kubelet-client' | 'kubelet-serving';
      readonly notAfter: Instant;
    };
