import { authenticated, noOpinion, type Authentication } from './verdict.ts';

const USER_PREFIX = 'system:serviceaccount:';
const NAMESPACE = 'kube-system';

/** User name of a service account: `system:serviceaccount:<namespace>:<name>`; an account of kube-system where only a name is given. */
export function serviceAccountUser(account: string): string {
  return account.startsWith(USER_PREFIX) ? account : `${USER_PREFIX}${NAMESPACE}:${account}`;
}

/** Groups of every service account (pkg/serviceaccount, MakeGroupNames). */
function groupsOf(user: string): readonly string[] {
  const [namespace = ''] = user.slice(USER_PREFIX.length).split(':');
  return ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
}

/**
 * SIMPLIFIED: a service account token is looked up in what was issued instead of being checked as a JWT, and the user has no UID and no extra.
 */
export function authenticateServiceAccountToken(
  token: string,
  issued: Readonly<Record<string, string>>,
): Authentication {
  const user = Object.hasOwn(issued, token) ? issued[token] : undefined;
  if (user === undefined) return noOpinion('the token is not one of a service account');
  return authenticated({ name: user, groups: groupsOf(user) });
}
