/** The authorizers in the order of --authorization-mode, behind the group system:masters (pkg/kubeapiserver/authorizer). */
import { mastersGroup, nodeAuthorizer } from '../../../releases/authorization.ts';
import type { Release } from '../../../releases/release.ts';
import type { AuthorizerVerdict } from '../../model/facts/apiserver.ts';
import type { Attributes } from './attributes.ts';
import { authorizeNode } from './node.ts';
import { authorizeByRbac, type RbacObjects } from './rbac.ts';

export type AuthorizationMode = 'Node' | 'RBAC' | 'AlwaysAllow';

export interface Authorizer {
  readonly release: Release;
  readonly modes: readonly AuthorizationMode[];
  readonly objects: RbacObjects;
}

export interface Authorization {
  readonly allowed: boolean;
  /** Reason of the authorizer that allowed, or those of all that did not, a line each. */
  readonly reason: string;
  readonly asked: readonly AuthorizerVerdict[];
}

const MASTERS = 'system:masters';

function ask(
  mode: AuthorizationMode,
  attributes: Attributes,
  { objects, release }: Authorizer,
): AuthorizerVerdict {
  if (mode === 'AlwaysAllow') return { authorizer: mode, outcome: 'allowed', reason: '' };
  if (mode === 'Node') {
    const { allowed, reason } = authorizeNode(attributes, release);
    return { authorizer: mode, outcome: allowed ? 'allowed' : 'noOpinion', reason };
  }
  const decision = authorizeByRbac(attributes, objects, release);
  if (!decision.allowed) return { authorizer: mode, outcome: 'noOpinion', reason: decision.reason };
  const { reason, binding, role } = decision;
  return { authorizer: mode, outcome: 'allowed', reason, binding, role };
}

/** Asks until one allows. Nobody here ever denies outright, so that not being allowed by all means no. */
export function authorize(attributes: Attributes, authorizer: Authorizer): Authorization {
  if (mastersGroup.at(authorizer.release) && attributes.user.groups.includes(MASTERS)) {
    return {
      allowed: true,
      reason: '',
      asked: [{ authorizer: 'systemMasters', outcome: 'allowed', reason: '' }],
    };
  }
  const modes = authorizer.modes.filter(
    (mode) => mode !== 'Node' || nodeAuthorizer.at(authorizer.release),
  );
  const asked: AuthorizerVerdict[] = [];
  for (const mode of modes) {
    const verdict = ask(mode, attributes, authorizer);
    asked.push(verdict);
    if (verdict.outcome === 'allowed') return { allowed: true, reason: verdict.reason, asked };
  }
  const reasons = asked.map(({ reason }) => reason).filter((reason) => reason !== '');
  return { allowed: false, reason: reasons.join('\n'), asked };
}
