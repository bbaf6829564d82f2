/** The first stage of a request: who asks. */
import { anonymousNeedsAuthorizer } from '../../../releases/authentication.ts';
import { idAfter } from '../../model/ids.ts';
import type { CryptoResults } from '../../model/crypto.ts';
import type { Fact, FactBody, FactOf } from '../../model/facts.ts';
import { objectKey, type Secret } from '../../model/objects.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Exchange } from '../../model/state/transport.ts';
import { apiServerClock, apiServerId, apiServerRelease } from '../identity.ts';
import { unauthorizedStatus } from '../status.ts';
import { refusal } from '../answer.ts';
import { BOOTSTRAP_TOKEN_NAMESPACE } from './bootstrap-token.ts';
import { authenticate, type AuthenticationInput } from './chain.ts';

export const AUTHENTICATE = 'authenticate';

function secretIn(state: ClusterState, name: string): Secret | undefined {
  const found = state.objects.get(objectKey('secrets', name, BOOTSTRAP_TOKEN_NAMESPACE));
  return found?.kind === 'Secret' ? found : undefined;
}

function clientChain(state: ClusterState, exchange: Exchange): readonly string[] {
  return (
    (exchange.connection === undefined ? undefined : state.connections.get(exchange.connection))
      ?.clientChain ?? []
  );
}

/** Anonymous requests are switched off where everything is allowed (from 1.6). */
function admitsAnonymous(state: ClusterState): boolean {
  const { anonymousAuth, authorizationModes } = state.spec.controlPlane.apiServer;
  const allowsAll = authorizationModes.includes('AlwaysAllow');
  return anonymousAuth && !(allowsAll && anonymousNeedsAuthorizer.at(apiServerRelease(state)));
}

/** What the authenticators of this kube-apiserver know, for a request with this certificate and this token. */
export function authenticationInput(
  state: ClusterState,
  verified: CryptoResults['verifyChain'] | undefined,
  bearerToken: string | undefined,
): AuthenticationInput {
  const { enableBootstrapTokenAuth, tokenAuthFile } = state.spec.controlPlane.apiServer;
  return {
    release: apiServerRelease(state),
    now: apiServerClock(state),
    verified,
    bearerToken,
    tokenAuthFile,
    enableBootstrapTokenAuth,
    anonymousAuth: admitsAnonymous(state),
    serviceAccountTokens: state.apiServer.serviceAccountTokens,
    secret: (name) => secretIn(state, name),
  };
}

function identified(
  state: ClusterState,
  exchange: Exchange,
  verified: CryptoResults['verifyChain'] | undefined,
): readonly FactBody[] {
  const { credential } = exchange;
  const token = credential.kind === 'bearerToken' ? credential.token : undefined;
  const { user, tried } = authenticate(authenticationInput(state, verified, token));
  const by = apiServerId(state);
  if (user) return [{ type: 'request.authenticated', by, exchange: exchange.id, user, tried }];
  return [
    { type: 'request.notAuthenticated', by, exchange: exchange.id, tried },
    refusal(state, exchange, unauthorizedStatus(apiServerRelease(state))),
  ];
}

/** A request arrived: certificates that came with the connection are checked first, everything else at once. */
export function beginAuthentication(
  state: ClusterState,
  fact: Fact,
  exchange: Exchange,
): readonly FactBody[] {
  const chain = clientChain(state, exchange);
  if (chain.length === 0) return identified(state, exchange, undefined);
  const { clientCa } = state.apiServer;
  return [
    {
      type: 'crypto.asked',
      by: apiServerId(state),
      effect: idAfter(fact, 'verify-client'),
      purpose: { name: AUTHENTICATE, of: exchange.id },
      ask: {
        kind: 'verifyChain',
        chain,
        roots: clientCa === undefined ? [] : [clientCa],
        at: apiServerClock(state),
        purpose: 'clientAuth',
      },
    },
  ];
}

/** The certificates were checked. */
export function finishAuthentication(
  state: ClusterState,
  fact: FactOf<'crypto.completed'>,
  exchange: Exchange,
): readonly FactBody[] {
  const { outcome } = fact;
  if (outcome.kind === 'verifyChain') return identified(state, exchange, outcome.result);
  const detail = outcome.kind === 'failed' ? outcome.message : outcome.kind;
  return identified(state, exchange, { ok: false, failure: { reason: 'malformed', detail } });
}
