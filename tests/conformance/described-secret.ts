import type { Secret } from '../../src/cluster/model/objects.ts';
import { onlyKnown } from './runner/known-fields.ts';
import type { CaseContext } from './runner/types.ts';

export const SECRET_FIELDS = ['apiVersion', 'kind', 'metadata', 'type', 'data'] as const;

/** A Secret as cases describe it: times such as `now+1h` in its data become RFC 3339 times. */
export function secretAs(
  described: Omit<Secret, 'apiVersion' | 'kind'>,
  { time }: CaseContext,
): Secret {
  onlyKnown('secret', described, SECRET_FIELDS);
  const data = Object.entries(described.data ?? {}).map(([key, value]) => [
    key,
    key === 'expiration' ? time(value) : value,
  ]);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    ...described,
    data: Object.fromEntries(data) as Record<string, string>,
  };
}
