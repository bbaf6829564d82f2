/** The second stage of a request: whether this user may do this. */
import type { FactBody } from '../../model/facts.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Exchange } from '../../model/state/transport.ts';
import { refusal } from '../answer.ts';
import { apiServerId, apiServerRelease } from '../identity.ts';
import { forbiddenStatus } from '../status.ts';
import { attributesOf } from './attributes.ts';
import { authorizerOf } from './authorizer-of.ts';
import { authorize } from './chain.ts';

export function authorizeRequest(state: ClusterState, exchange: Exchange): readonly FactBody[] {
  if (!exchange.user) return [];
  const attributes = attributesOf(exchange.user, exchange.request, apiServerRelease(state));
  const { allowed, reason, asked } = authorize(attributes, authorizerOf(state));
  const by = apiServerId(state);
  if (allowed) return [{ type: 'request.authorized', by, exchange: exchange.id, asked }];
  const status = forbiddenStatus(attributes, reason, apiServerRelease(state));
  return [
    {
      type: 'request.notAuthorized',
      by,
      exchange: exchange.id,
      asked,
      message: status.plainText ?? status.message,
    },
    refusal(state, exchange, status),
  ];
}
