/** The second stage: whether this caller may do this, as kube-apiserver says it. */
import { reviewCache } from '../../../releases/kubelet-server.ts';
import type { FactBody } from '../../model/facts.ts';
import type { NonResourceRequest } from '../../model/requests.ts';
import type { UserInfo } from '../../model/objects.ts';
import type { KubeletState } from '../../model/state/kubelet.ts';
import type { Exchange } from '../../model/state/transport.ts';
import type { NodeKubelet } from '../node-kubelet.ts';
import { accessOf, type Access } from './access.ts';
import { notReviewed, refused } from './answering.ts';
import { settingsOf } from './authenticating.ts';
import { accessReviewed, reviewFailure, type AskedReview } from './reviews.ts';

/** A request to port 10250 is none for a resource of the API. */
export const requestOf = ({ request }: Exchange): NonResourceRequest =>
  request.kind === 'nonResource' ? request : { kind: 'nonResource', verb: 'get', path: '/' };

const reviewKey = (user: UserInfo, verb: string, subresource: string): string =>
  JSON.stringify([user.name, user.groups, verb, subresource]);

/** What is still remembered of an earlier review. */
function remembered(kubelet: NodeKubelet, key: string): boolean | undefined {
  const found = kubelet.memory.reviews?.[key];
  return found && kubelet.state.now < found.until ? found.allowed : undefined;
}

const allowed = (kubelet: NodeKubelet, exchange: Exchange, reason: string): FactBody => ({
  type: 'request.authorized',
  by: kubelet.by,
  exchange: exchange.id,
  asked: [{ authorizer: 'Webhook', outcome: 'allowed', reason }],
});

/** The caller is known: the first subresource that would do is asked about. */
export function authorizationBegun(kubelet: NodeKubelet, exchange: Exchange): readonly FactBody[] {
  if (settingsOf(kubelet).authorizationMode === 'AlwaysAllow') {
    const asked = [{ authorizer: 'AlwaysAllow', outcome: 'allowed', reason: '' }] as const;
    return [{ type: 'request.authorized', by: kubelet.by, exchange: exchange.id, asked }];
  }
  return subresourceAsked(kubelet, exchange, 0);
}

function subresourceAsked(
  kubelet: NodeKubelet,
  exchange: Exchange,
  index: number,
): readonly FactBody[] {
  const { user } = exchange;
  const access = accessOf(requestOf(exchange), kubelet.release);
  const subresource = access.subresources[index];
  if (!user) return [];
  if (subresource === undefined) return refused(kubelet, exchange, user.name, access);
  const before = remembered(kubelet, reviewKey(user, access.verb, subresource));
  if (before === true) return [allowed(kubelet, exchange, `nodes/${subresource}, remembered`)];
  if (before === false) return subresourceAsked(kubelet, exchange, index + 1);
  const review: AskedReview = { kind: 'access', index, of: exchange.id };
  const asked = accessReviewed(kubelet, review, user, access.verb, subresource);
  return asked
    ? [asked]
    : notReviewed(kubelet, exchange, user.name, access.verb, subresource, 'nobody to ask');
}

/** Answer of a review: whether it allowed, or undefined where it gave none. */
function answerOf({ answer }: Exchange): boolean | undefined {
  return answer?.kind === 'object' && answer.object.kind === 'SubjectAccessReview'
    ? answer.object.status?.allowed === true
    : undefined;
}

export function accessJudged(
  kubelet: NodeKubelet,
  exchange: Exchange,
  { index }: AskedReview,
  review: Exchange,
): readonly FactBody[] {
  const access: Access = accessOf(requestOf(exchange), kubelet.release);
  const subresource = access.subresources[index] ?? '';
  const answer = answerOf(review);
  if (answer === true) return [allowed(kubelet, exchange, `nodes/${subresource}`)];
  if (answer === false) return subresourceAsked(kubelet, exchange, index + 1);
  const user = exchange.user?.name ?? '';
  const failure = reviewFailure(kubelet, review);
  return notReviewed(kubelet, exchange, user, access.verb, subresource, failure);
}

/** The memory after the answer of a review. */
export function reviewRemembered(
  kubelet: NodeKubelet,
  exchange: Exchange,
  { index }: AskedReview,
  review: Exchange,
): KubeletState {
  const answer = answerOf(review);
  const access = accessOf(requestOf(exchange), kubelet.release);
  const subresource = access.subresources[index];
  const times = reviewCache.boundaryAt(kubelet.release)?.value;
  if (answer === undefined || subresource === undefined || !exchange.user || !times)
    return kubelet.memory;
  const until = kubelet.state.now + (answer ? times.allowed : times.refused);
  const key = reviewKey(exchange.user, access.verb, subresource);
  return {
    ...kubelet.memory,
    reviews: { ...kubelet.memory.reviews, [key]: { allowed: answer, until } },
  };
}
