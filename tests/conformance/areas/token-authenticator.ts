import {
  authenticateBootstrapToken,
  bootstrapTokenCheckOrder,
} from '../../../src/cluster/apiserver/authentication/bootstrap-token.ts';
import { parseRfc3339, rfc3339 } from '../../../src/cluster/model/instant.ts';
import type { Secret } from '../../../src/cluster/model/objects.ts';
import { agrees, compared } from '../comparison.ts';
import { bootstrapTokenDeletionCheck } from '../../../src/releases/authentication.ts';
import { SECRET_FIELDS } from '../described-secret.ts';
import { onlyKnown } from '../runner/known-fields.ts';
import type { Area, CaseContext, Release } from '../runner/types.ts';

interface DescribedSecret {
  readonly metadata: Secret['metadata'];
  readonly type: string;
  readonly data?: Readonly<Record<string, string>> | null;
}

/** Data is looked at as it is: a Secret without any differs from one with none of the keys. */
function secretOf(described: DescribedSecret, { time }: CaseContext): Secret {
  const { metadata, type, data } = onlyKnown('secret', described, SECRET_FIELDS);
  const withTimes = Object.entries(data ?? {}).map(([key, value]) => [
    key,
    key === 'expiration' ? time(value) : value,
  ]);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    type,
    ...(!data ? {} : { data: Object.fromEntries(withTimes) as Record<string, string> }),
  };
}

interface Then {
  readonly authenticated: boolean;
  readonly user: object | null;
  readonly error: boolean;
  readonly reason?: string | null;
}

/** Up to 1.7 nothing looks at metadata.deletionTimestamp, whatever the range of a case says. */
const deletionWasPassedOver = (reason: string | null | undefined, release: Release): boolean =>
  (reason?.includes('is deleted') ?? false) && !bootstrapTokenDeletionCheck.at(release);

export const area: Area = {
  'tokenBootstrap.checkOrder': ({ then }, { release }) =>
    compared({ order: bootstrapTokenCheckOrder(release) }, then),

  'tokenBootstrap.authenticate': ({ given, then }, context) => {
    const { secrets, token } = given as unknown as {
      secrets: readonly DescribedSecret[];
      token: string;
    };
    const stored = secrets.map((secret) => secretOf(secret, context));
    const answer = authenticateBootstrapToken(token, {
      release: context.release,
      // An expiration is written in whole seconds, so that the instant it names has passed when "now" is read.
      now: parseRfc3339(rfc3339(context.now)) ?? context.now,
      secret: (name) => stored.find(({ metadata }) => metadata.name === name),
    });
    const got = {
      authenticated: answer.outcome === 'authenticated',
      user: answer.outcome === 'authenticated' ? answer.user : null,
      error: answer.outcome === 'error',
      reason: answer.reason,
    };
    const { reason, ...rest } = then as unknown as Then;
    if (deletionWasPassedOver(reason, context.release))
      return {
        disputed:
          'plugin/pkg/auth/authenticator/token/bootstrap/bootstrap.go @ v1.6.13, v1.7.0, v1.7.16 (AuthenticateToken), read at the tags, does not look at DeletionTimestamp',
      };
    return { got, ok: agrees(got, rest) && (!reason || got.reason.includes(reason)) };
  },
};
