/** What the registry does to a CertificateSigningRequest before it is validated (pkg/registry/certificates/certificates/strategy.go). */
import { conditionTimes, csrFields, statusUpdatesConditions } from '../../../releases/csr-api.ts';
import type { Release } from '../../../releases/release.ts';
import { rfc3339, type Instant } from '../../model/instant.ts';
import type {
  CertificateSigningRequest,
  CertificateSigningRequestSpec,
  CsrCondition,
  UserInfo,
} from '../../model/objects.ts';

/** Fields that only the server fills in: a client's values are thrown away. */
export const SERVER_SET_FIELDS: readonly string[] = [
  'spec.username',
  'spec.uid',
  'spec.groups',
  'spec.extra',
];

function requestor(
  user: UserInfo | undefined,
  release: Release,
): Partial<CertificateSigningRequestSpec> {
  if (!user) return {};
  const extra =
    csrFields.at(release).extra && user.extra && Object.keys(user.extra).length > 0
      ? { extra: user.extra }
      : {};
  return {
    username: user.name,
    ...(user.uid === undefined || user.uid === '' ? {} : { uid: user.uid }),
    ...(user.groups.length === 0 ? {} : { groups: user.groups }),
    ...extra,
  };
}

/** PrepareForCreate: the requestor is who asks, and nothing is created approved or signed. */
export function prepareForCreate(
  object: CertificateSigningRequest,
  user: UserInfo | undefined,
  release: Release,
): CertificateSigningRequest {
  const { username: _name, uid: _uid, groups: _groups, extra: _extra, ...asked } = object.spec;
  return { ...object, spec: { ...asked, ...requestor(user, release) }, status: {} };
}

/** PrepareForUpdate of the resource itself: labels and annotations may change, spec and status may not. */
export function prepareForUpdate(
  updated: CertificateSigningRequest,
  stored: CertificateSigningRequest,
): CertificateSigningRequest {
  return { ...updated, spec: stored.spec, status: stored.status };
}

function transitionTime(
  condition: CsrCondition,
  before: readonly CsrCondition[],
  now: string,
): string {
  const same = before.find(
    ({ type, status, lastTransitionTime }) =>
      type === condition.type &&
      (status ?? '') === (condition.status ?? '') &&
      lastTransitionTime !== undefined,
  );
  return same?.lastTransitionTime ?? now;
}

/** Times that a client has not given are filled in (populateConditionTimestamps). */
export function stamped(
  conditions: readonly CsrCondition[],
  before: readonly CsrCondition[],
  now: Instant,
  release: Release,
): readonly CsrCondition[] {
  const times = conditionTimes.at(release);
  if (times === 'none') return conditions;
  const instant = rfc3339(now);
  return conditions.map((condition) => ({
    ...condition,
    lastUpdateTime: condition.lastUpdateTime ?? instant,
    ...(times === 'both'
      ? {
          lastTransitionTime:
            condition.lastTransitionTime ?? transitionTime(condition, before, instant),
        }
      : {}),
  }));
}

const indicesOf = (conditions: readonly CsrCondition[], type: string): readonly number[] =>
  conditions.flatMap((condition, index) => (condition.type === type ? [index] : []));

/** Approved and Denied come back as they were stored; validation refuses where their number has changed. */
function withStoredDecisions(
  sent: readonly CsrCondition[],
  stored: readonly CsrCondition[],
): readonly CsrCondition[] {
  const kept = [...sent];
  for (const type of ['Approved', 'Denied']) {
    const [now, before] = [indicesOf(sent, type), indicesOf(stored, type)];
    if (now.length !== before.length) continue;
    now.forEach((index, nth) => {
      const original = stored[before[nth] ?? -1];
      if (original) kept[index] = original;
    });
  }
  return kept;
}

function statusConditions(
  sent: readonly CsrCondition[],
  stored: readonly CsrCondition[],
  mayChange: boolean,
  now: Instant,
  release: Release,
): readonly CsrCondition[] {
  return stamped(mayChange ? withStoredDecisions(sent, stored) : stored, stored, now, release);
}

const withConditions = (
  status: CertificateSigningRequest['status'],
  conditions: readonly CsrCondition[],
) => {
  const { conditions: _old, ...rest } = status;
  return conditions.length === 0 ? rest : { conditions, ...rest };
};

/** PrepareForUpdate of /status: the certificate, and from 1.19 other conditions than Approved and Denied. */
export function prepareForStatusUpdate(
  updated: CertificateSigningRequest,
  stored: CertificateSigningRequest,
  now: Instant,
  release: Release,
): CertificateSigningRequest {
  const mayChange = statusUpdatesConditions.at(release) && !updated.apiVersion.endsWith('/v1beta1');
  const before = stored.status.conditions ?? [];
  const conditions = statusConditions(
    updated.status.conditions ?? [],
    before,
    mayChange,
    now,
    release,
  );
  return { ...updated, spec: stored.spec, status: withConditions(updated.status, conditions) };
}

/** PrepareForUpdate of /approval: the conditions and nothing else. */
export function prepareForApprovalUpdate(
  updated: CertificateSigningRequest,
  stored: CertificateSigningRequest,
  now: Instant,
  release: Release,
): CertificateSigningRequest {
  const conditions = stamped(
    updated.status.conditions ?? [],
    stored.status.conditions ?? [],
    now,
    release,
  );
  return { ...updated, spec: stored.spec, status: withConditions(stored.status, conditions) };
}
