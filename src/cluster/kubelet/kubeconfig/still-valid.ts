/** Does the kubelet's own kubeconfig still do, or must it bootstrap (bootstrap.go, isClientConfigStillValid)? */
import { kubeconfigReasons } from '../../../releases/kubelet-logs-bootstrap.ts';
import type { Release } from '../../../releases/release.ts';
import type { CertificateDetails, CryptoResults, KeyRef } from '../../model/crypto.ts';
import type { Instant } from '../../model/instant.ts';
import { resolved, type Files } from '../files.ts';
import { goTime } from '../csr/ensure-compatible.ts';
import { worded } from '../log.ts';
import { KEY_MISMATCH } from '../store/pair-file.ts';
import { loadError, loadRESTConfig } from './load-rest-config.ts';

/** What can be said before the certificates are read. */
export type KubeconfigLook =
  | { readonly kind: 'absent' }
  | { readonly kind: 'rejected'; readonly reason: string }
  /** PEM texts of the client certificates, to be read, and the key that stands beside them. */
  | { readonly kind: 'certificates'; readonly pems: readonly string[]; readonly key: KeyRef };

/** `reason` is what is logged as an error where the file does not do. */
export type StillValid =
  { readonly valid: true } | { readonly valid: false; readonly reason?: string };

const NO_CERTIFICATES = 'data does not contain any valid RSA or ECDSA certificates';

/** Looks at the file itself: it must load and name a client certificate. Only its absence goes without a log line. */
export function kubeconfigLook(files: Files, path: string, release: Release): KubeconfigLook {
  if (!resolved(files, path)) return { kind: 'absent' };
  const reasons = kubeconfigReasons.at(release);
  const config = loadRESTConfig(files, path);
  if (!config.ok) {
    const wording = config.noPair ? reasons.noTls : reasons.unreadable;
    return { kind: 'rejected', reason: worded(wording, { path, err: loadError(config, release) }) };
  }
  const { credential } = config.value;
  if (credential.kind === 'clientCertificate')
    return { kind: 'certificates', pems: credential.chain, key: credential.key };
  return {
    kind: 'rejected',
    reason: worded(reasons.noCertificates, { path, err: NO_CERTIFICATES }),
  };
}

/** As below, of certificates and a key that must belong together first. */
export function credentialStillValid(
  path: string,
  read: CryptoResults['readCertificate'] | undefined,
  now: Instant,
  release: Release,
): StillValid {
  if (read?.ok && read.keyMatches === false)
    return {
      valid: false,
      reason: worded(kubeconfigReasons.at(release).noTls, { path, err: KEY_MISMATCH }),
    };
  return kubeconfigStillValid(path, read?.ok ? read.certificates : undefined, now, release);
}

/**
 * None of the certificates may have expired. When they begin, who signed them and whom they name is not looked at.
 * @param certificates undefined where they do not parse
 * @param now what the host's clock shows
 */
export function kubeconfigStillValid(
  path: string,
  certificates: readonly CertificateDetails[] | undefined,
  now: Instant,
  release: Release,
): StillValid {
  const reasons = kubeconfigReasons.at(release);
  if (!certificates || certificates.length === 0)
    return { valid: false, reason: worded(reasons.noCertificates, { path, err: NO_CERTIFICATES }) };
  const expired = certificates.find(({ notAfter }) => now > notAfter);
  return expired
    ? { valid: false, reason: worded(reasons.expired, { path, time: goTime(expired.notAfter) }) }
    : { valid: true };
}
