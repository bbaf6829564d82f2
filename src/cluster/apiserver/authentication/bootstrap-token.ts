/** The authenticator of bootstrap tokens (plugin/pkg/auth/authenticator/token/bootstrap, TokenAuthenticator). */
import {
  bootstrapGroupPattern,
  bootstrapTokenDeletionCheck,
  bootstrapTokenExpiryLog,
  bootstrapTokenExtraGroups,
  bootstrapTokenLog,
} from '../../../releases/authentication.ts';
import type { Release } from '../../../releases/release.ts';
import {
  BOOTSTRAP_DEFAULT_GROUP,
  BOOTSTRAP_TOKEN_NAMESPACE,
  BOOTSTRAP_TOKEN_SECRET_TYPE,
  BOOTSTRAP_USER_PREFIX,
  bootstrapGroups,
  bootstrapSecretName,
  parseBootstrapToken,
  secretValue,
  type BootstrapToken,
} from '../../model/bootstrap-token.ts';
import { goQuoted } from '../../model/go-text.ts';
import { parseRfc3339, type Instant } from '../../model/instant.ts';
import type { Secret } from '../../model/objects.ts';
import { authenticated, noOpinion, type Authentication } from './verdict.ts';

export interface BootstrapTokenSources {
  readonly release: Release;
  /** What the clock of the API server's host shows. */
  readonly now: Instant;
  /** The Secret of this name in kube-system, which may be being deleted. */
  secret(name: string): Secret | undefined;
}

interface Presented extends BootstrapToken {
  readonly stored: Secret;
  readonly now: Instant;
  readonly release: Release;
}

interface Check {
  readonly name: string;
  readonly since?: (release: Release) => boolean;
  /** Undefined where the Secret passes, else what is logged of it. */
  readonly refuse: (presented: Presented) => string | undefined;
}

/** Compares in a time that hangs on the length alone (crypto/subtle.ConstantTimeCompare). */
export function constantTimeEqual(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index += 1)
    difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}

const placeOf = ({ stored }: Presented): string =>
  `${stored.metadata.namespace ?? ''}/${stored.metadata.name}`;

const matching = (presented: Presented, complaint: string): string =>
  `Bootstrap secret ${placeOf(presented)} matching bearer token ${complaint}`;

/** Up to 1.24 the log tells what was presented, the secret of a token too. */
function wrongValue(presented: Presented, key: string, given: string): string {
  const tells = bootstrapTokenLog.at(presented.release) !== 'withoutSecret';
  return matching(
    presented,
    `has invalid value for key ${key}${tells ? `, expected ${given}` : ''}.`,
  );
}

/** The expiration is RFC 3339; a token is expired when nothing of its time remains, or when that cannot be told. */
function expired(presented: Presented): string | undefined {
  const { stored, now, release } = presented;
  const expiration = secretValue(stored, 'expiration');
  if (expiration === '') return undefined;
  const prefixed = bootstrapTokenExpiryLog.at(release) === 'prefixed';
  const place = `${placeOf(presented)} Secret`;
  const end = parseRfc3339(expiration);
  if (end === undefined) {
    return prefixed
      ? matching(presented, `has unparsable expiration time (${expiration}). Treating as expired.`)
      : `Unparseable expiration time (${expiration}) in ${place}. Treating as expired.`;
  }
  if (end > now) return undefined;
  return prefixed
    ? matching(presented, `has expired.%!(EXTRA string=${expiration})`)
    : `Expired bootstrap token in ${place}: ${expiration}`;
}

/** What ValidateBootstrapGroupName says of a group that a token may not have. */
export const bootstrapGroupProblem = (group: string, release: Release): string =>
  `bootstrap group ${goQuoted(group)} is invalid (must match ${bootstrapGroupPattern.at(release)})`;

function badGroups(presented: Presented): string | undefined {
  const found = bootstrapGroups(secretValue(presented.stored, 'auth-extra-groups'));
  if (found.ok) return undefined;
  const problem = bootstrapGroupProblem(found.invalidGroup, presented.release);
  return matching(presented, `has invalid value for key auth-extra-groups: ${problem}.`);
}

/** 1.6 has words of its own for a token that may not be used to log in. */
function notMarked(presented: Presented): string {
  const complaint = 'not marked usage-bootstrap-authentication=true.';
  if (bootstrapTokenLog.at(presented.release) !== 'usageOnly')
    return matching(presented, complaint);
  return `Bearer token matching bootstrap Secret ${placeOf(presented)} ${complaint}`;
}

/** What a Secret that was found by name must pass, in this order. */
const SECRET_CHECKS: readonly Check[] = [
  {
    name: 'not deleted',
    since: (release) => bootstrapTokenDeletionCheck.at(release),
    refuse: (presented) =>
      presented.stored.metadata.deletionTimestamp === undefined
        ? undefined
        : matching(presented, 'is deleted and awaiting removal'),
  },
  {
    name: 'type and data',
    refuse: (presented) =>
      presented.stored.type === BOOTSTRAP_TOKEN_SECRET_TYPE && presented.stored.data !== undefined
        ? undefined
        : matching(presented, `has invalid type, expected ${BOOTSTRAP_TOKEN_SECRET_TYPE}.`),
  },
  {
    name: 'token-secret',
    refuse: (presented) =>
      constantTimeEqual(secretValue(presented.stored, 'token-secret'), presented.secret)
        ? undefined
        : wrongValue(presented, 'token-secret', presented.secret),
  },
  {
    name: 'token-id',
    refuse: (presented) =>
      secretValue(presented.stored, 'token-id') === presented.id
        ? undefined
        : wrongValue(presented, 'token-id', presented.id),
  },
  { name: 'expiration', refuse: expired },
  {
    name: 'usage',
    refuse: (presented) =>
      secretValue(presented.stored, 'usage-bootstrap-authentication') === 'true'
        ? undefined
        : notMarked(presented),
  },
  { name: 'groups', since: (release) => bootstrapTokenExtraGroups.at(release), refuse: badGroups },
];

const checksOf = (release: Release): readonly Check[] =>
  SECRET_CHECKS.filter(({ since }) => since?.(release) ?? true);

/** The names of all checks of a release in the order in which they are made. */
export function bootstrapTokenCheckOrder(release: Release): readonly string[] {
  return ['token form', 'secret exists', ...checksOf(release).map(({ name }) => name)];
}

function groupsOf(stored: Secret, release: Release): readonly string[] {
  if (!bootstrapTokenExtraGroups.at(release)) return [BOOTSTRAP_DEFAULT_GROUP];
  const found = bootstrapGroups(secretValue(stored, 'auth-extra-groups'));
  return found.ok ? found.groups : [];
}

/**
 * Authenticates `<id>.<secret>`. The Secret is found by its name alone, so a Secret of another name never authenticates.
 * Every failure is "no opinion", never an error.
 * SIMPLIFIED: a token that was accepted is not remembered; from 1.8 kube-apiserver caches it for ten seconds, so that a login outlives the token's end by that much.
 */
export function authenticateBootstrapToken(
  token: string,
  sources: BootstrapTokenSources,
): Authentication {
  const parsed = parseBootstrapToken(token);
  if (!parsed) return noOpinion('the token does not have the form of a bootstrap token');
  const name = bootstrapSecretName(parsed.id);
  const stored = sources.secret(name);
  if (!stored) return noOpinion(`No secret of name ${name} to match bootstrap bearer token`);
  const { release, now } = sources;
  for (const check of checksOf(release)) {
    const complaint = check.refuse({ ...parsed, stored, now, release });
    if (complaint !== undefined) return noOpinion(complaint);
  }
  return authenticated({
    name: `${BOOTSTRAP_USER_PREFIX}${parsed.id}`,
    groups: groupsOf(stored, release),
  });
}

export { BOOTSTRAP_TOKEN_NAMESPACE };
