/** Answers whose a bearer token is; nothing is stored (pkg/registry/authentication/tokenreview/storage.go, Create). */
import type { TokenReview } from '../../model/objects.ts';
import type { ClusterState } from '../../model/state.ts';
import { authenticate } from '../authentication/chain.ts';
import { authenticationInput } from '../authentication/stage.ts';

/** A request that carries nothing but the token is put before the authenticators; anonymous is nobody's token. */
export function reviewedToken(state: ClusterState, review: TokenReview): TokenReview {
  const { user, tried } = authenticate({
    ...authenticationInput(state, undefined, review.spec.token),
    anonymousAuth: false,
  });
  if (user) return { ...review, status: { authenticated: true, user } };
  const error = tried.find(({ outcome }) => outcome === 'error')?.reason ?? 'invalid bearer token';
  return { ...review, status: { authenticated: false, error } };
}
