/** What a request to port 10250 is in the words of the API: a verb on a subresource of the node (pkg/kubelet/server/auth.go). */
import { finePaths, pathRules, type PathRule } from '../../../releases/kubelet-server.ts';
import type { Release } from '../../../releases/release.ts';
import type { NonResourceRequest } from '../../model/requests.ts';

export interface Access {
  readonly verb: 'create' | 'get';
  /** One of these must be allowed; they are asked in this order. */
  readonly subresources: readonly string[];
}

/** `/logs` means `/logs` itself and everything below it. */
const covers = ([prefix]: PathRule, path: string): boolean =>
  path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);

/**
 * The access that a request needs. `kubectl logs` and `kubectl exec` come as /containerLogs and /exec, which are
 * nodes/proxy; nodes/log is only the tree of files below /logs.
 */
export function accessOf({ verb, path }: NonResourceRequest, release: Release): Access {
  const bare = path.replace(/\?.*$/, '');
  const own = pathRules.at(release).find((rule) => covers(rule, bare));
  const fine = finePaths.at(release).find((rule) => covers(rule, bare));
  return {
    verb: verb === 'post' ? 'create' : 'get',
    subresources: own ? [own[1]] : [...(fine ? [fine[1]] : []), 'proxy'],
  };
}
