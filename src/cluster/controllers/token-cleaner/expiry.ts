/**
 * When a bootstrap token is over: the same rule for authenticator, bootstrapsigner and tokencleaner
 * (staging/src/k8s.io/cluster-bootstrap/util/secrets/secrets.go, GetExpiration).
 */
import { parseRfc3339, type Instant } from '../../model/instant.ts';
import type { Secret } from '../../model/objects.ts';

export const BOOTSTRAP_TOKEN_TYPE = 'bootstrap.kubernetes.io/token';

/** `never` without an expiration; one that is no RFC 3339 time counts as long past. */
export function expiryOf(secret: Secret): Instant | 'never' {
  const text = secret.data?.['expiration'] ?? '';
  if (text === '') return 'never';
  return parseRfc3339(text) ?? -Infinity;
}

/** Nothing remains: a token that ends at this very instant is over. */
export function isExpired(secret: Secret, now: Instant): boolean {
  const expiry = expiryOf(secret);
  return expiry !== 'never' && expiry <= now;
}
