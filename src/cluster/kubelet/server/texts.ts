/** What port 10250 answers to those whom it does not let in (pkg/kubelet/server/server.go, InstallAuthFilter). */
import { forbiddenBody } from '../../../releases/kubelet-server.ts';
import type { Release } from '../../../releases/release.ts';
import type { Access } from './access.ts';

export const UNAUTHORIZED = 'Unauthorized';

/** Body of 403. */
export function forbiddenText(user: string, access: Access, release: Release): string {
  const { verb, subresources } = access;
  return forbiddenBody.at(release) === 'subresource'
    ? `Forbidden (user=${user}, verb=${verb}, resource=nodes, subresource=${subresources[0] ?? ''})`
    : `Forbidden (user=${user}, verb=${verb}, resource=nodes, subresource(s)=[${subresources.join(' ')}])\n`;
}

/** Body of 500, where the review itself failed. */
export const authorizationErrorText = (user: string, verb: string, subresource: string): string =>
  `Authorization error (user=${user}, verb=${verb}, resource=nodes, subresource=${subresource})`;
