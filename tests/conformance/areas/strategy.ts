import {
  prepareForCreate,
  prepareForStatusUpdate,
} from '../../../src/cluster/apiserver/csr/strategy.ts';
import type {
  CertificateSigningRequest,
  CsrCondition,
  UserInfo,
} from '../../../src/cluster/model/objects.ts';
import { compared } from '../comparison.ts';
import type { Area, CaseContext, JsonObject } from '../runner/types.ts';

function objectOf(described: JsonObject): CertificateSigningRequest {
  const { spec, status } = described as {
    spec?: object;
    status?: CertificateSigningRequest['status'];
  };
  return {
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'CertificateSigningRequest',
    metadata: { name: 'csr' },
    spec: { request: '', ...spec },
    status: status ?? {},
  };
}

/** The words `now` and `later` of a case as times. */
function timed(
  conditions: readonly CsrCondition[] | null | undefined,
  { time }: CaseContext,
  given: JsonObject,
): readonly CsrCondition[] {
  const named = (word: string): string => time((given[word] as string | undefined) ?? word);
  return (conditions ?? []).map((condition) => ({
    ...condition,
    ...(condition.lastUpdateTime ? { lastUpdateTime: named(condition.lastUpdateTime) } : {}),
    ...(condition.lastTransitionTime
      ? { lastTransitionTime: named(condition.lastTransitionTime) }
      : {}),
  }));
}

const withConditions = (conditions: readonly CsrCondition[]): CertificateSigningRequest =>
  objectOf({ status: { conditions } });

export const area: Area = {
  'csr.prepareForCreate': ({ given, then }, { release }) => {
    const described = given['user'] as
      (Omit<UserInfo, 'groups'> & { groups?: readonly string[] }) | null;
    const user = described ? { ...described, groups: described.groups ?? [] } : undefined;
    const { spec, status } = prepareForCreate(
      objectOf(given['object'] as JsonObject),
      user,
      release,
    );
    // An empty list of conditions is not kept: it is none in JSON either.
    return compared({ object: { spec, status: { conditions: status.conditions ?? [] } } }, then);
  },

  'csr.prepareForStatusUpdate': ({ given, then }, context) => {
    const conditionsOf = (field: string) =>
      timed(given[field] as readonly CsrCondition[] | null, context, given);
    const prepared = prepareForStatusUpdate(
      withConditions(conditionsOf('new')),
      withConditions(conditionsOf('old')),
      context.now,
      context.release,
    );
    const expected = timed(then['conditions'] as readonly CsrCondition[], context, given);
    return compared({ conditions: prepared.status.conditions ?? [] }, { conditions: expected });
  },
};
