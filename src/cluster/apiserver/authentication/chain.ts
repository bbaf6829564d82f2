/** The authenticators in the order in which they are asked (pkg/kubeapiserver/authenticator/config.go, New). */
import {
  anonymousAuth,
  bootstrapTokenFlag,
  invalidBearerTokenIsError,
} from '../../../releases/authentication.ts';
import type { CryptoResults } from '../../model/crypto.ts';
import type { AuthenticatorVerdict } from '../../model/facts/apiserver.ts';
import type { Instant } from '../../model/instant.ts';
import type { Secret, UserInfo } from '../../model/objects.ts';
import type { Release } from '../../../releases/release.ts';
import { ANONYMOUS } from './anonymous.ts';
import { authenticateBootstrapToken } from './bootstrap-token.ts';
import { authenticateServiceAccountToken } from './service-account.ts';
import { authenticateFileToken, loadTokenFile } from './token-file.ts';
import type { Authentication } from './verdict.ts';
import { authenticateCertificate } from './x509.ts';

export interface AuthenticationInput {
  readonly release: Release;
  readonly now: Instant;
  /** Outcome of checking the certificates shown; undefined where none were shown. */
  readonly verified?: CryptoResults['verifyChain'] | undefined;
  readonly bearerToken?: string | undefined;
  readonly tokenAuthFile?: string | undefined;
  readonly enableBootstrapTokenAuth: boolean;
  readonly anonymousAuth: boolean;
  readonly serviceAccountTokens: Readonly<Record<string, string>>;
  /** Secret of this name in kube-system. */
  secret(name: string): Secret | undefined;
}

export interface AuthenticationResult {
  /** Absent: 401. */
  readonly user?: UserInfo;
  readonly tried: readonly AuthenticatorVerdict[];
}

type Named = readonly [AuthenticatorVerdict['authenticator'], () => Authentication];

const INVALID_BEARER_TOKEN = 'invalid bearer token';

/** The token of `Authorization: Bearer …`: what stands between the blanks; an empty one counts as none. */
function tokenOf(bearerToken: string | undefined): string | undefined {
  const [token = ''] = (bearerToken ?? '').trim().split(' ');
  return token === '' ? undefined : token;
}

function tokenAuthenticators(input: AuthenticationInput, token: string): readonly Named[] {
  const { tokenAuthFile, release } = input;
  const bootstrap = input.enableBootstrapTokenAuth && bootstrapTokenFlag.at(release) !== undefined;
  return [
    ...(tokenAuthFile === undefined
      ? []
      : [
          [
            'tokenFile',
            () => authenticateFileToken(token, loadTokenFile(tokenAuthFile, release)),
          ] as const,
        ]),
    ['serviceAccount', () => authenticateServiceAccountToken(token, input.serviceAccountTokens)],
    ...(bootstrap
      ? [['bootstrapToken', () => authenticateBootstrapToken(token, input)] as const]
      : []),
  ];
}

/** Every authenticated user is in system:authenticated (group/authenticated_group_adder.go). */
function withAuthenticatedGroup(user: UserInfo): UserInfo {
  const already = user.groups.some(
    (group) => group === 'system:authenticated' || group === 'system:unauthenticated',
  );
  return already ? user : { ...user, groups: [...user.groups, 'system:authenticated'] };
}

/** Anonymous comes last, and not at all where an authenticator met an error: a bad credential is not anonymous. */
function anonymousOrNothing(
  input: AuthenticationInput,
  tried: readonly AuthenticatorVerdict[],
  badToken: boolean,
): AuthenticationResult {
  if (!input.anonymousAuth || anonymousAuth.at(input.release) === 'none') return { tried };
  const failed = tried.some(({ outcome }) => outcome === 'error');
  if (failed || badToken) {
    const reason = badToken ? INVALID_BEARER_TOKEN : 'not asked after an error';
    return { tried: [...tried, { authenticator: 'anonymous', outcome: 'noOpinion', reason }] };
  }
  return {
    user: ANONYMOUS,
    tried: [...tried, { authenticator: 'anonymous', outcome: 'authenticated', reason: '' }],
  };
}

/** Asks the authenticators in order until one knows the user. */
export function authenticate(input: AuthenticationInput): AuthenticationResult {
  const token = tokenOf(input.bearerToken);
  const authenticators: readonly Named[] = [
    ['x509', () => authenticateCertificate(input.verified, input.release)],
    ...(token === undefined ? [] : tokenAuthenticators(input, token)),
  ];
  const tried: AuthenticatorVerdict[] = [];
  for (const [authenticator, ask] of authenticators) {
    const answer = ask();
    tried.push({ authenticator, outcome: answer.outcome, reason: answer.reason });
    if (answer.outcome === 'authenticated')
      return { user: withAuthenticatedGroup(answer.user), tried };
  }
  return anonymousOrNothing(
    input,
    tried,
    token !== undefined && invalidBearerTokenIsError.at(input.release),
  );
}
