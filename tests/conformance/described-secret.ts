import type { Secret } from '../../src/cluster/model/objects.ts';
import type { CaseContext } from './runner/types.ts';

/** A Secret as cases describe it: times such as `now+1h` in its data become RFC 3339 times. */
export function secretAs(
  described: Omit<Secret, 'apiVersion' | 'kind'>,
  { time }: CaseContext,
): Secret {
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
