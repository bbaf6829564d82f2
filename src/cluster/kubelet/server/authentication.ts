/**
 * Who calls port 10250: client certificate, then bearer token, then anonymous (cmd/kubelet/app/auth.go, BuildAuthn;
 * staging/src/k8s.io/apiserver/pkg/authentication/authenticatorfactory/delegating.go).
 */
import type { KubeletServerSettings } from '../../model/cluster-spec.ts';
import type { CertificateDetails, CryptoResults } from '../../model/crypto.ts';
import type { AuthenticatorVerdict } from '../../model/facts/apiserver.ts';
import { commonNameOf, organizationsOf } from '../../model/names.ts';
import type { TokenReview, UserInfo } from '../../model/objects.ts';
import type { Release } from '../../../releases/release.ts';
import { verifyError } from '../../transport/verify-errors.ts';

export interface Caller {
  /** Absent: 401. */
  readonly user?: UserInfo;
  /** What an authenticator failed with, for the log. A caller that is merely unknown gives none. */
  readonly error?: string;
  readonly tried: readonly AuthenticatorVerdict[];
}

const ANONYMOUS: UserInfo = { name: 'system:anonymous', groups: ['system:unauthenticated'] };
const AUTHENTICATED = 'system:authenticated';

const verdict = (
  authenticator: AuthenticatorVerdict['authenticator'],
  outcome: AuthenticatorVerdict['outcome'],
  reason = '',
): AuthenticatorVerdict => ({ authenticator, outcome, reason });

/** Every user that is known is in system:authenticated (group/authenticated_group_adder.go). */
const known = (user: UserInfo): UserInfo =>
  user.groups.includes(AUTHENTICATED) ? user : { ...user, groups: [...user.groups, AUTHENTICATED] };

const userOf = (leaf: CertificateDetails): UserInfo => ({
  name: commonNameOf(leaf.subject),
  groups: organizationsOf(leaf.subject),
});

/**
 * What the certificates say that the caller showed; `undefined` where it showed none.
 * SIMPLIFIED: from 1.20 the error names the certificate first, by its serial number and key identifiers; these are left
 * out.
 */
export function certificateVerdict(
  verified: CryptoResults['verifyChain'] | undefined,
  release: Release,
): Caller {
  if (!verified)
    return { tried: [verdict('x509', 'noOpinion', 'no client certificate was shown')] };
  if (!verified.ok) {
    const error = verifyError(verified.failure, release);
    return { error, tried: [verdict('x509', 'error', error)] };
  }
  const user = userOf(verified.leaf);
  if (user.name === '')
    return { tried: [verdict('x509', 'noOpinion', 'the certificate has no common name')] };
  return { user: known(user), tried: [verdict('x509', 'authenticated')] };
}

/** What kube-apiserver said of the bearer token; `undefined` where it could not be asked. */
export function tokenVerdict(status: TokenReview['status'] | undefined, failure = ''): Caller {
  if (status?.authenticated && status.user)
    return { user: known(status.user), tried: [verdict('tokenReview', 'authenticated')] };
  const error = status ? (status.error ?? '') : failure;
  return error === ''
    ? { tried: [verdict('tokenReview', 'noOpinion')] }
    : { error, tried: [verdict('tokenReview', 'error', error)] };
}

/** Nobody has known the caller: anonymous where that is allowed and no authenticator met an error. */
export function orAnonymous(caller: Caller, settings: KubeletServerSettings): Caller {
  if (caller.user || !settings.anonymousAuth || caller.error !== undefined) return caller;
  return { user: ANONYMOUS, tried: [...caller.tried, verdict('anonymous', 'authenticated')] };
}
