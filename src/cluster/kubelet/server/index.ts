/** The kubelet as a server: port 10250, which kube-apiserver and metrics-server dial. */
import type { Fact, FactBody } from '../../model/facts.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Exchange } from '../../model/state/transport.ts';
import { kubeletBy, type NodeKubelet } from '../node-kubelet.ts';
import { served } from './answering.ts';
import {
  AUTHENTICATE,
  authenticationBegun,
  certificateChecked,
  tokenJudged,
} from './authenticating.ts';
import { accessJudged, authorizationBegun, requestOf, reviewRemembered } from './authorizing.ts';
import { askedReview } from './reviews.ts';

/** A request to this kubelet that it has not answered yet. */
function openRequest(kubelet: NodeKubelet, id: string | undefined): Exchange | undefined {
  const exchange = id === undefined ? undefined : kubelet.state.exchanges.get(id);
  const isOver = ['answered', 'done', 'failed'].includes(exchange?.stage ?? 'done');
  return exchange?.to === kubelet.by && !isOver ? exchange : undefined;
}

/** The answer to a review, with the request that it is about. */
function reviewed(kubelet: NodeKubelet, id: string): readonly FactBody[] | undefined {
  const review = askedReview(id);
  if (!review) return undefined;
  const exchange = openRequest(kubelet, review.of);
  const answered = kubelet.state.exchanges.get(id);
  if (!exchange || !answered) return [];
  return review.kind === 'token'
    ? tokenJudged(kubelet, exchange, answered)
    : accessJudged(kubelet, exchange, review, answered);
}

/** What follows on port 10250 from a fact of this kubelet; undefined where the fact is none of the port's. */
export function portReacts(kubelet: NodeKubelet, fact: Fact): readonly FactBody[] | undefined {
  switch (fact.type) {
    case 'request.received': {
      const exchange = openRequest(kubelet, fact.exchange);
      return exchange ? authenticationBegun(kubelet, fact, exchange) : [];
    }
    case 'request.authenticated': {
      const exchange = openRequest(kubelet, fact.exchange);
      return exchange ? authorizationBegun(kubelet, exchange) : [];
    }
    case 'request.authorized': {
      const exchange = openRequest(kubelet, fact.exchange);
      return exchange ? [served(kubelet, exchange, requestOf(exchange).path)] : [];
    }
    case 'crypto.completed': {
      if (fact.purpose.name !== AUTHENTICATE) return undefined;
      const exchange = openRequest(kubelet, fact.purpose.of);
      return exchange ? certificateChecked(kubelet, fact, exchange) : [];
    }
    case 'response.received':
    case 'request.failed':
      return reviewed(kubelet, fact.exchange);
    default:
      return undefined;
  }
}

/** Remembers for a while what a SubjectAccessReview said. */
export function evolvePort(state: ClusterState, fact: Fact): ClusterState {
  if (fact.type !== 'response.received') return state;
  const review = askedReview(fact.exchange);
  const kubelet = review?.kind === 'access' ? kubeletBy(state, fact.by) : undefined;
  const exchange = review && state.exchanges.get(review.of);
  const answered = state.exchanges.get(fact.exchange);
  if (!review || !kubelet || !exchange || !answered) return state;
  const memory = reviewRemembered(kubelet, exchange, review, answered);
  return { ...state, kubelets: state.kubelets.set(kubelet.node, memory) };
}
