import type { UserInfo } from '../../model/objects.ts';

const PREFIX = 'system:node:';
export const NODES_GROUP = 'system:nodes';

/**
 * The node that a user is, possibly with an empty name; undefined for users that are none: a node is named
 * `system:node:…` and in the group system:nodes (pkg/auth/nodeidentifier/default.go, NodeIdentity).
 */
export function nodeOf(user: UserInfo): string | undefined {
  return user.name.startsWith(PREFIX) && user.groups.includes(NODES_GROUP)
    ? user.name.slice(PREFIX.length)
    : undefined;
}
