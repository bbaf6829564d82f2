/** May a request of the same name be waited for (client-go util/certificate/csr/csr.go, ensureCompatible)? */
import { reuseChecksExpiry, reuseComparesSigner } from '../../../releases/kubelet-bootstrap.ts';
import type { Release } from '../../../releases/release.ts';
import type { CertificateDetails } from '../../model/crypto.ts';
import type { DecodedCsr } from '../../model/facts/apiserver.ts';
import { goQuoted, goVerificationError } from '../../model/go-text.ts';
import { rfc3339, type Instant } from '../../model/instant.ts';
import { displayName, type Name } from '../../model/names.ts';

/** What the kubelet would ask for itself. */
export interface WantedRequest {
  readonly subject: Name;
  /** SubjectPublicKeyInfo of its key, hex; undefined where only the private half is known: then it is taken to fit. */
  readonly spki: string | undefined;
  readonly signerName: string | undefined;
}

/** What stands on the server under the same name. */
export interface FoundRequest {
  readonly decoded: DecodedCsr;
  readonly signerName: string | undefined;
  /** What status.certificate holds; undefined where it holds nothing, `unreadable` where it does not parse. */
  readonly certificates: readonly CertificateDetails[] | 'unreadable' | undefined;
}

const sameName = (a: Name, b: Name): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Why the object found on the server cannot stand for the wanted one, in client-go's words; undefined where it can.
 * @param now what the host's clock shows
 *
 * SIMPLIFIED: two subjects that differ are printed in short form instead of as Go structures.
 */
export function ensureCompatible(
  found: FoundRequest,
  wanted: WantedRequest,
  now: Instant,
  release: Release,
): string | undefined {
  if (!found.decoded.ok) return `unable to parse new csr: ${found.decoded.detail}`;
  const { subject, publicKey, signatureValid } = found.decoded.request;
  if (!sameName(subject, wanted.subject)) {
    return `csr subjects differ: new: ${displayName(subject)}, orig: ${displayName(wanted.subject)}`;
  }
  if (
    reuseComparesSigner.at(release) &&
    found.signerName &&
    wanted.signerName &&
    found.signerName !== wanted.signerName
  ) {
    return `csr signerNames differ: new ${goQuoted(found.signerName)}, orig: ${goQuoted(wanted.signerName)}`;
  }
  if (!signatureValid || (wanted.spki !== undefined && publicKey.spki !== wanted.spki)) {
    return `error validating signature new CSR against old key: ${goVerificationError(publicKey.algorithm)}`;
  }
  return reuseChecksExpiry.at(release) ? expired(found.certificates, now) : undefined;
}

function expired(certificates: FoundRequest['certificates'], now: Instant): string | undefined {
  if (certificates === 'unreadable')
    return 'error parsing signed certificate for CSR: data does not contain any valid RSA or ECDSA certificates';
  const past = certificates?.find(({ notAfter }) => now > notAfter);
  return past && `one of the certificates for the CSR has expired: ${goTime(past.notAfter)}`;
}

/** An instant as Go's `time.Time` prints itself: `2026-11-22 05:44:00 +0000 UTC`. */
export function goTime(instant: Instant): string {
  const text = rfc3339(instant);
  const fraction = instant % 1000;
  const tail = fraction === 0 ? '' : `.${String(fraction).padStart(3, '0').replace(/0+$/, '')}`;
  return `${text.slice(0, 10)} ${text.slice(11, 19)}${tail} +0000 UTC`;
}
