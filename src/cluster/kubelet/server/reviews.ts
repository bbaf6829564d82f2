/** What the kubelet asks kube-apiserver about its callers, as itself: TokenReview and SubjectAccessReview. */
import { kubeletReviewVersion } from '../../../releases/kubelet-server.ts';
import type { FactBody } from '../../model/facts.ts';
import type { ApiObject, SubjectAccessReview, UserInfo } from '../../model/objects.ts';
import { componentId } from '../../model/requests.ts';
import type { Exchange } from '../../model/state/transport.ts';
import { apiConfigOf } from '../api-config.ts';
import { addressOf, failureOf } from '../exchanges.ts';
import type { NodeKubelet } from '../node-kubelet.ts';

/** A review asked for a request to port 10250: which kind, the how manieth of its kind, and for which exchange. */
export interface AskedReview {
  readonly kind: 'token' | 'access';
  readonly index: number;
  readonly of: string;
}

const REVIEW = /^review-10250-(token|access)-(\d+)-(.*)$/;

const idOf = ({ kind, index, of }: AskedReview): string => `review-10250-${kind}-${index}-${of}`;

/** Reads back from the id of an exchange what it was for; undefined where it is no such review. */
export function askedReview(exchange: string): AskedReview | undefined {
  const [, kind, index, of] = REVIEW.exec(exchange) ?? [];
  return kind === undefined || of === undefined
    ? undefined
    : { kind: kind as AskedReview['kind'], index: Number(index), of };
}

function asked(
  kubelet: NodeKubelet,
  review: AskedReview,
  apiGroup: string,
  resource: string,
  body: ApiObject,
): FactBody | undefined {
  const config = apiConfigOf(kubelet);
  if (!config) return undefined;
  return {
    type: 'request.prepared',
    by: kubelet.by,
    exchange: idOf(review),
    to: componentId('kube-apiserver', kubelet.state.spec.controlPlane.host),
    address: addressOf(config.server),
    trust: config.trust,
    credential: config.credential,
    request: {
      kind: 'resource',
      verb: 'create',
      apiGroup,
      apiVersion: kubeletReviewVersion.at(kubelet.release),
      resource,
      body,
    },
  };
}

const versionIn = (kubelet: NodeKubelet, group: string): string =>
  `${group}/${kubeletReviewVersion.at(kubelet.release)}`;

/**
 * Asks whose token this is; undefined where the kubelet has nobody to ask.
 * SIMPLIFIED: each token is reviewed anew; a kubelet remembers an answer for two minutes.
 */
export function tokenReviewed(
  kubelet: NodeKubelet,
  of: string,
  token: string,
): FactBody | undefined {
  const group = 'authentication.k8s.io';
  return asked(kubelet, { kind: 'token', index: 0, of }, group, 'tokenreviews', {
    apiVersion: versionIn(kubelet, group),
    kind: 'TokenReview',
    metadata: { name: '' },
    spec: { token },
  });
}

/** Asks whether the user may do `verb` on `nodes/<subresource>` of this node; undefined where nobody can be asked. */
export function accessReviewed(
  kubelet: NodeKubelet,
  review: AskedReview,
  user: UserInfo,
  verb: string,
  subresource: string,
): FactBody | undefined {
  const group = 'authorization.k8s.io';
  const { name, groups, uid, extra } = user;
  const spec: SubjectAccessReview['spec'] = {
    user: name,
    groups,
    ...(uid === undefined ? {} : { uid }),
    ...(extra === undefined ? {} : { extra }),
    resourceAttributes: { version: 'v1', resource: 'nodes', subresource, verb, name: kubelet.node },
  };
  return asked(kubelet, review, group, 'subjectaccessreviews', {
    apiVersion: versionIn(kubelet, group),
    kind: 'SubjectAccessReview',
    metadata: { name: '' },
    spec,
  });
}

/** Why a review gave no answer. */
export function reviewFailure(kubelet: NodeKubelet, exchange: Exchange): string {
  return failureOf(kubelet, exchange, apiConfigOf(kubelet)?.server ?? '')?.text ?? 'no answer';
}
