/** Client certificates: verified against --client-ca-file, common name → user, organizations → groups. */
import { x509CredentialId, x509Uid } from '../../../releases/authentication.ts';
import type { Release } from '../../../releases/release.ts';
import { expiryErrorShowsTime } from '../../../releases/transport.ts';
import type { CertificateDetails, ChainFailure, CryptoResults } from '../../model/crypto.ts';
import { rfc3339 } from '../../model/instant.ts';
import { commonNameOf, organizationsOf } from '../../model/names.ts';
import type { UserInfo } from '../../model/objects.ts';
import { authenticated, authenticationError, noOpinion, type Authentication } from './verdict.ts';

/** Subject attribute that carries a user's UID from 1.33. */
export const UID_OID = '1.3.6.1.4.1.57683.2';
const CREDENTIAL_ID = 'authentication.kubernetes.io/credential-id';

/** Go's words for a chain that does not verify (crypto/x509, CertificateInvalidError and others). */
function failureText(failure: ChainFailure, release: Release): string {
  const clock = (relation: string): string =>
    `x509: certificate has expired or is not yet valid${expiryErrorShowsTime.at(release) ? relation : ''}`;
  switch (failure.reason) {
    case 'expired':
      return clock(`: current time ${rfc3339(failure.at)} is after ${rfc3339(failure.notAfter)}`);
    case 'notYetValid':
      return clock(`: current time ${rfc3339(failure.at)} is before ${rfc3339(failure.notBefore)}`);
    case 'wrongUsage':
      return 'x509: certificate specifies an incompatible key usage';
    case 'malformed':
      return failure.detail;
    default:
      return 'x509: certificate signed by unknown authority';
  }
}

type Uid = { readonly uid?: string } | { readonly error: string };

function uidOf(leaf: CertificateDetails): Uid {
  const values = leaf.subject.filter(({ type }) => type === UID_OID).map(({ value }) => value);
  if (values.length > 1)
    return { error: `expected 1 UID, but found multiple: [${values.join(' ')}]` };
  const [uid] = values;
  if (uid === '') return { error: 'UID cannot be an empty string' };
  return uid === undefined ? {} : { uid };
}

/** Whether a gate that a case or a flag names is on; the release decides where it is not named. */
export interface X509Gates {
  readonly AllowParsingUserUIDFromCertAuth?: boolean;
}

/** The user that a verified certificate names (CommonNameUserConversion). */
export function userOfCertificate(
  leaf: CertificateDetails,
  release: Release,
  gates: X509Gates = {},
): Authentication {
  const name = commonNameOf(leaf.subject);
  if (name === '') return noOpinion('the certificate has no common name');
  const readsUid = x509Uid.at(release) && (gates.AllowParsingUserUIDFromCertAuth ?? true);
  const uid = readsUid ? uidOf(leaf) : {};
  if ('error' in uid) return authenticationError(uid.error);
  const user: UserInfo = {
    name,
    ...uid,
    groups: organizationsOf(leaf.subject),
    ...(x509CredentialId.at(release)
      ? { extra: { [CREDENTIAL_ID]: [`X509SHA256=${leaf.fingerprint}`] } }
      : {}),
  };
  return authenticated(user);
}

/**
 * What the authenticator says of the certificates that the client has shown.
 * @param verified outcome of checking them; undefined where none were shown
 */
export function authenticateCertificate(
  verified: CryptoResults['verifyChain'] | undefined,
  release: Release,
  gates: X509Gates = {},
): Authentication {
  if (!verified) return noOpinion('no client certificate was shown');
  if (!verified.ok) return authenticationError(failureText(verified.failure, release));
  return userOfCertificate(verified.leaf, release, gates);
}
