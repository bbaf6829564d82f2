/** Which bootstrap tokens sign cluster-info (pkg/controller/bootstrap/util.go, validateSecretForSigning). */
import type { Instant } from '../../model/instant.ts';
import type { Secret } from '../../model/objects.ts';
import { BOOTSTRAP_TOKEN_TYPE, isExpired } from '../token-cleaner/expiry.ts';

export interface SigningToken {
  readonly tokenId: string;
  readonly tokenSecret: string;
}

const SECRET_NAME = /^bootstrap-token-([a-z0-9]{6})$/;

/** The token that a Secret stands for, or undefined where it may not sign. The Secret's name must carry the token's id. */
export function signingToken(secret: Secret, now: Instant): SigningToken | undefined {
  const {
    'token-id': tokenId = '',
    'token-secret': tokenSecret = '',
    'usage-bootstrap-signing': usage,
  } = secret.data ?? {};
  const named = SECRET_NAME.exec(secret.metadata.name)?.[1];
  const usable =
    secret.type === BOOTSTRAP_TOKEN_TYPE &&
    named === tokenId &&
    tokenSecret !== '' &&
    usage === 'true' &&
    !isExpired(secret, now);
  return usable ? { tokenId, tokenSecret } : undefined;
}
