import type { UserInfo } from '../../model/objects.ts';

/** What one authenticator says of a request: a user, nothing (the next one is asked), or an error (401 in the end). */
export type Authentication =
  | { readonly outcome: 'authenticated'; readonly user: UserInfo; readonly reason: string }
  | { readonly outcome: 'noOpinion'; readonly reason: string }
  | { readonly outcome: 'error'; readonly reason: string };

export const authenticated = (user: UserInfo, reason = ''): Authentication => ({
  outcome: 'authenticated',
  user,
  reason,
});
export const noOpinion = (reason: string): Authentication => ({ outcome: 'noOpinion', reason });
export const authenticationError = (reason: string): Authentication => ({
  outcome: 'error',
  reason,
});
