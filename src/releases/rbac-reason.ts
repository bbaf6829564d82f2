/** What RBAC says when it allows a request. */
import { from, read, timeline } from './timeline.ts';

const RBAC = 'plugin/pkg/auth/authorizer/rbac/rbac.go';
const MIRRORED = { readIn: 'ksunhokim/kubernetes' };

/** What stands before the binding in RBAC's reason for a yes; undefined where it gives none. */
export const rbacAllowedPrefix = timeline<string | undefined>(
  'apiserver.authorization.rbacAllowedReason',
  [
    from('1.4', undefined, read(RBAC, 'v1.6.13, v1.8.15, v1.9.9', 'Authorize', MIRRORED)),
    from('1.10', '', read(RBAC, 'v1.10.0, v1.10.5', 'authorizingVisitor.visit', MIRRORED)),
    from('1.11', 'RBAC: ', read(RBAC, 'v1.11.0', 'authorizingVisitor.visit', MIRRORED)),
  ],
);
