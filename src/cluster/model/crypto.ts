/**
 * The port through which the engine asks for cryptography. The engine never sees a private key: it holds `KeyRef`s.
 * `src/pki` implements the port with WebCrypto and @peculiar/x509; tests may implement it by hand.
 */
import type { Instant } from './instant.ts';
import type { Name, SubjectAltNames } from './names.ts';

/** Names a private key in the key ring of a session; it carries no key material. */
export type KeyRef = string;

/** `ecdsa-p521`, `rsa-3072`, `rsa-4096` and `ed25519` occur in pasted requests and conformance cases only. */
export type KeyAlgorithm =
  'ecdsa-p256' | 'ecdsa-p384' | 'ecdsa-p521' | 'rsa-2048' | 'rsa-3072' | 'rsa-4096' | 'ed25519';

/** RFC 5280 section 4.2.1.3, names as in Go's `crypto/x509` in lower camel case. */
export type KeyUsage =
  | 'digitalSignature'
  | 'contentCommitment'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'certSign'
  | 'crlSign'
  | 'encipherOnly'
  | 'decipherOnly';

/** RFC 5280 section 4.2.1.12, plus those that the Kubernetes API names; an OID in dotted form is allowed too. */
export type ExtKeyUsage =
  | 'any'
  | 'serverAuth'
  | 'clientAuth'
  | 'codeSigning'
  | 'emailProtection'
  | 'ipsecEndSystem'
  | 'ipsecTunnel'
  | 'ipsecUser'
  | 'timeStamping'
  | 'ocspSigning'
  | 'microsoftServerGatedCrypto'
  | 'netscapeServerGatedCrypto'
  | (string & {});

export interface PublicKeyDetails {
  readonly algorithm: KeyAlgorithm | 'other';
  /** DER SubjectPublicKeyInfo, lower-case hex. */
  readonly spki: string;
}

/** What a PKCS#10 request says (RFC 2986). */
export interface RequestDetails {
  readonly subject: Name;
  readonly sans: SubjectAltNames;
  readonly publicKey: PublicKeyDetails;
  /** Whether the request's signature verifies with its own public key. */
  readonly signatureValid: boolean;
  /** OIDs of the extensions asked for, in order. */
  readonly requestedExtensions: readonly string[];
  /** True where a basicConstraints extension with CA:TRUE is asked for. */
  readonly requestsCa: boolean;
}

/** What a certificate says (RFC 5280). Instants have whole seconds. */
export interface CertificateDetails {
  readonly serial: string;
  readonly issuer: Name;
  readonly subject: Name;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly sans: SubjectAltNames;
  readonly keyUsages: readonly KeyUsage[];
  readonly extKeyUsages: readonly ExtKeyUsage[];
  readonly isCa: boolean | undefined;
  readonly publicKey: PublicKeyDetails;
  /** SHA-256 over the DER certificate, lower-case hex. */
  readonly fingerprint: string;
}

/** Extensions and fields of a certificate to be issued; the signer of each release decides them. */
export interface CertificateTemplate {
  readonly subject: Name;
  readonly sans: SubjectAltNames;
  /** Unsigned integer, hex without prefix. */
  readonly serial: string;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly keyUsages: readonly KeyUsage[];
  /** In the order in which they are written. */
  readonly extKeyUsages: readonly ExtKeyUsage[];
  /** `absent` leaves the extension out; `leaf` writes CA:FALSE, `ca` writes CA:TRUE; both critical as Go does. */
  readonly basicConstraints: 'absent' | 'leaf' | 'ca';
  /** cfssl wrote a SHA-1 subjectKeyIdentifier into leaves (releases to 1.16), Go's crypto/x509 does so for CAs only. */
  readonly subjectKeyIdentifier: boolean;
  /** What identifies the key: SHA-1 (absent), or the first 20 bytes of SHA-256, as Go 1.25 and later have it. */
  readonly subjectKeyIdentifierHash?: 'sha1' | 'sha256';
  /** Written where the issuer has a subjectKeyIdentifier. */
  readonly authorityKeyIdentifier: boolean;
  /**
   * How the hash follows from an RSA key that signs: SHA-256 always, as Go's crypto/x509 does (absent), or by its size,
   * as cfssl does (SHA-384 from 3072 bits, SHA-512 from 4096). ECDSA keys take their curve's size in both.
   */
  readonly signatureHash?: 'goDefault' | 'byKeySize';
}

export type ChainFailure =
  | { readonly reason: 'malformed'; readonly detail: string }
  | { readonly reason: 'unknownAuthority'; readonly issuer: Name }
  /** A CA of the issuer's name is trusted, but its key did not sign. */
  | { readonly reason: 'signature'; readonly candidate: Name }
  | { readonly reason: 'expired'; readonly at: Instant; readonly notAfter: Instant }
  | { readonly reason: 'notYetValid'; readonly at: Instant; readonly notBefore: Instant }
  | { readonly reason: 'wrongUsage' }
  | { readonly reason: 'notACa' }
  | { readonly reason: 'wrongName'; readonly wanted: string; readonly names: readonly string[] };

/** One operation on keys or certificates, as data. PEM texts end with a newline. */
export type CryptoEffect =
  | { readonly kind: 'generateKey'; readonly key: KeyRef; readonly algorithm: KeyAlgorithm }
  | {
      readonly kind: 'createCsr';
      readonly key: KeyRef;
      readonly subject: Name;
      readonly sans: SubjectAltNames;
    }
  | { readonly kind: 'readCsr'; readonly pem: string }
  /** `key`: whether it is the key of the first certificate is wanted too. */
  | { readonly kind: 'readCertificate'; readonly pem: string; readonly key?: KeyRef }
  | {
      /** A certificate over `publicKey`, signed by `issuerKey`; a self-signed one where `issuer` is absent. */
      readonly kind: 'issue';
      readonly issuerKey: KeyRef;
      /** PEM of the issuing CA certificate. */
      readonly issuer?: string;
      /** DER SubjectPublicKeyInfo in hex; the public half of `issuerKey` where absent (self-signed). */
      readonly publicKey?: string;
      readonly template: CertificateTemplate;
    }
  | {
      /** kubelet.crt: an RSA-2048 leaf; from 1.10 with a throw-away CA whose key is dropped at once. */
      readonly kind: 'selfSignedServing';
      readonly key: KeyRef;
      readonly leaf: CertificateTemplate;
      readonly throwAwayCa?: CertificateTemplate;
    }
  | {
      readonly kind: 'verifyChain';
      /** Leaf first. */
      readonly chain: readonly string[];
      readonly roots: readonly string[];
      readonly at: Instant;
      readonly purpose: 'serverAuth' | 'clientAuth';
      /** DNS name or IP address that the leaf must carry. */
      readonly name?: string;
    }
  | {
      /** Proof of possession: signs context || 0x00 || transcript hash, as RFC 8446 section 4.4.3 does. */
      readonly kind: 'sign';
      readonly key: KeyRef;
      readonly context: string;
      /** SHA-256 over the ordered handshake facts, hex. */
      readonly transcript: string;
    }
  | {
      readonly kind: 'verifySignature';
      /** PEM of the certificate whose public key must verify. */
      readonly certificate: string;
      readonly context: string;
      readonly transcript: string;
      /** Hex. */
      readonly signature: string;
    }
  | { readonly kind: 'hmac'; readonly secret: string; readonly payload: string }
  | { readonly kind: 'spkiHash'; readonly pem: string }
  | {
      /** `node-csr-…`: releases to 1.15 hash the private key's PEM, later ones the public key's DER. */
      readonly kind: 'digestName';
      readonly key: KeyRef;
      readonly over: 'privateKeyPem' | 'publicKeyDer';
      /** CommonName, each Organization, each usage, in this order. */
      readonly parts: readonly string[];
    };

export type CryptoKind = CryptoEffect['kind'];

/** What each operation gives back. A refusal is a value; `failed` means that the operation itself broke. */
export interface CryptoResults {
  readonly generateKey: { readonly publicKey: PublicKeyDetails };
  readonly createCsr: { readonly pem: string };
  readonly readCsr:
    | { readonly ok: true; readonly request: RequestDetails }
    /** `notPem`: no PEM block of type CERTIFICATE REQUEST; `malformed`: the DER inside does not parse. */
    | { readonly ok: false; readonly reason: 'notPem' | 'malformed'; readonly detail: string };
  readonly readCertificate:
    /** `keyMatches`: absent where no key was named, or none that is known. */
    | {
        readonly ok: true;
        readonly certificates: readonly CertificateDetails[];
        readonly keyMatches?: boolean;
      }
    | { readonly ok: false; readonly detail: string };
  readonly issue: { readonly pem: string; readonly certificate: CertificateDetails };
  /** `pem` holds the leaf, then the throw-away CA where there is one. */
  readonly selfSignedServing: { readonly pem: string; readonly certificate: CertificateDetails };
  readonly verifyChain:
    | { readonly ok: true; readonly leaf: CertificateDetails }
    | { readonly ok: false; readonly failure: ChainFailure };
  readonly sign: { readonly signature: string };
  readonly verifySignature: { readonly valid: boolean };
  /** HMAC-SHA256, base64url without padding. */
  readonly hmac: { readonly mac: string };
  /** SHA-256 over the DER SubjectPublicKeyInfo of the first certificate, lower-case hex. */
  readonly spkiHash: { readonly hash: string };
  readonly digestName: { readonly name: string };
}

export type CryptoOutcome =
  | {
      readonly [K in CryptoKind]: { readonly kind: K } & { readonly result: CryptoResults[K] };
    }[CryptoKind]
  | { readonly kind: 'failed'; readonly of: CryptoKind; readonly message: string };

/** Performs effects. An implementation owns one key ring; it never rejects: a breakdown is a `failed` outcome. */
export interface PkiPort {
  perform(effect: CryptoEffect): Promise<CryptoOutcome>;
}
