/** What tokencleaner does with a Secret (pkg/controller/bootstrap/tokencleaner.go, evalSecret). */
import { tokenCleanerLogStyle, tokenCleanerTiming } from '../../../releases/cleaners.ts';
import type { Release } from '../../../releases/release.ts';
import { SECOND, type Instant } from '../../model/instant.ts';
import { goQuoted } from '../../model/go-text.ts';
import type { Secret } from '../../model/objects.ts';
import { BOOTSTRAP_TOKEN_TYPE, expiryOf, isExpired } from './expiry.ts';

export type Evaluation =
  | { readonly kind: 'keep' }
  /** Look again at `at`. */
  | { readonly kind: 'wait'; readonly at: Instant }
  /** `uid` is the precondition of the deletion. */
  | {
      readonly kind: 'remove';
      readonly namespace: string;
      readonly name: string;
      readonly uid?: string;
      /** Why it counts as over. */
      readonly reason: string;
      readonly message: string;
    };

const NAMESPACE = 'kube-system';

/**
 * @param now of the control plane's clock
 * @param begin when the cleaner began: releases to 1.9 look every ten seconds from there
 */
export function evaluate(
  secret: Secret,
  now: Instant,
  begin: Instant,
  release: Release,
): Evaluation {
  const { namespace, name, uid } = secret.metadata;
  if (secret.type !== BOOTSTRAP_TOKEN_TYPE || namespace !== NAMESPACE) return { kind: 'keep' };
  if (isExpired(secret, now)) {
    const precondition = uid === undefined ? {} : { uid };
    return {
      kind: 'remove',
      namespace,
      name,
      ...precondition,
      reason: reasonLine(secret, namespace, name),
      message: removalLine(namespace, name, release),
    };
  }
  const expiry = expiryOf(secret);
  const timing = tokenCleanerTiming.at(release);
  if (expiry === 'never' || timing === 'onEvents') return { kind: 'keep' };
  return {
    kind: 'wait',
    at:
      timing === 'atExpiry'
        ? expiry
        : begin + Math.ceil((expiry - begin) / (10 * SECOND)) * 10 * SECOND,
  };
}

/**
 * The line of isSecretExpired, the same in every release.
 * SIMPLIFIED: of a time that does not parse it tells as Go does where it begins with no year.
 */
function reasonLine(secret: Secret, namespace: string, name: string): string {
  const text = secret.data?.['expiration'] ?? '';
  const where = `${namespace}/${name} Secret`;
  if (expiryOf(secret) !== -Infinity) return `Expired bootstrap token in ${where}: ${text}`;
  const layout = goQuoted('2006-01-02T15:04:05Z07:00');
  const error = `parsing time ${goQuoted(text)} as ${layout}: cannot parse ${goQuoted(text)} as "2006"`;
  return `Unparseable expiration time (${text}) in ${where}: ${error}. Treating as expired.`;
}

function removalLine(namespace: string, name: string, release: Release): string {
  const key = `${namespace}/${name}`;
  return tokenCleanerLogStyle.at(release) === 'printf'
    ? `Deleting expired secret ${key}`
    : `"Deleting expired secret" secret="${key}"`;
}
