/**
 * The corridor that every request walks: authenticate, authorize, decode, admit, validate, admit, store, answer.
 * Each stage reacts to the fact of the one before, so that a log shows where a request is and who let it through.
 *
 * SIMPLIFIED: kube-apiserver prints no log lines and writes no audit log.
 */
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import type { ClusterState } from '../model/state.ts';
import type { Exchange } from '../model/state/transport.ts';
import { admit, hasPhase } from './admission/stage.ts';
import { refusal } from './answer.ts';
import { AUTHENTICATE, beginAuthentication, finishAuthentication } from './authentication/stage.ts';
import { authorizeRequest } from './authorization/stage.ts';
import { apiServerRelease } from './identity.ts';
import { kubeletAsked } from './kubelet-client/index.ts';
import { csrRead, decode, READ_CSR } from './registry/decode.ts';
import { read, readPath } from './registry/read.ts';
import { servedResource, storedObject } from './registry/resources.ts';
import { remove, store } from './registry/store.ts';
import {
  certificateToRead,
  parsedCertificates,
  READ_CERTIFICATE,
  readCertificate,
  validate,
} from './registry/validate.ts';
import { notFound, notServed, qualified } from './status.ts';

/** The request may be made: reads are answered, everything else goes on. */
function authorized(state: ClusterState, fact: Fact, exchange: Exchange): readonly FactBody[] {
  const { request } = exchange;
  if (request.kind === 'nonResource') return readPath(state, exchange, request.path);
  const asked = kubeletAsked(state, exchange, request);
  if (asked) return asked;
  if (!servedResource(request, apiServerRelease(state)))
    return [refusal(state, exchange, notServed())];
  switch (request.verb) {
    case 'get':
    case 'list':
    case 'watch':
      return read(state, exchange, request);
    case 'delete': {
      const found = storedObject(state, request);
      if (found) return admit(state, exchange, 'mutating', found);
      return [
        refusal(
          state,
          exchange,
          notFound(qualified(request.resource, request.apiGroup), request.name ?? ''),
        ),
      ];
    }
    default:
      return decode(state, fact, exchange, request);
  }
}

function admitted(
  state: ClusterState,
  fact: Fact<FactOf<'request.admitted'>>,
  exchange: Exchange,
): readonly FactBody[] {
  const { request } = exchange;
  if (request.kind !== 'resource') return [];
  const mutating = fact.phase === 'mutating';
  if (request.verb === 'delete') {
    return mutating && hasPhase(state, 'validating')
      ? admit(state, exchange, 'validating', fact.object)
      : remove(state, fact, exchange, request);
  }
  if (!mutating) return store(state, exchange, request, fact.object);
  const pem = certificateToRead(state, request, fact.object);
  if (pem !== undefined) return [readCertificate(state, fact, exchange, pem)];
  return validate(state, exchange, request, fact.object);
}

function validated(
  state: ClusterState,
  fact: Fact<FactOf<'request.validated'>>,
  exchange: Exchange,
): readonly FactBody[] {
  if (exchange.request.kind !== 'resource') return [];
  return hasPhase(state, 'validating')
    ? admit(state, exchange, 'validating', fact.object)
    : store(state, exchange, exchange.request, fact.object);
}

function cryptoCompleted(
  state: ClusterState,
  fact: Fact<FactOf<'crypto.completed'>>,
): readonly FactBody[] {
  const exchange = state.exchanges.get(fact.purpose.of);
  if (!exchange) return [];
  const { request } = exchange;
  if (fact.purpose.name === AUTHENTICATE) return finishAuthentication(state, fact, exchange);
  if (request.kind !== 'resource') return [];
  if (fact.purpose.name === READ_CSR) return csrRead(state, fact, exchange, request);
  if (fact.purpose.name !== READ_CERTIFICATE || !exchange.object) return [];
  return validate(state, exchange, request, exchange.object, parsedCertificates(fact));
}

/** What follows from a fact about a request that this API server handles. */
export function corridor(state: ClusterState, fact: Fact): readonly FactBody[] {
  if (fact.type === 'crypto.completed') return cryptoCompleted(state, fact);
  const exchange =
    'exchange' in fact && fact.exchange !== undefined
      ? state.exchanges.get(fact.exchange)
      : undefined;
  if (!exchange) return [];
  switch (fact.type) {
    case 'request.received':
      return beginAuthentication(state, fact, exchange);
    case 'request.authenticated':
      return authorizeRequest(state, exchange);
    case 'request.authorized':
      return authorized(state, fact, exchange);
    case 'request.decoded':
      return admit(state, exchange, 'mutating', fact.object);
    case 'request.admitted':
      return admitted(state, fact, exchange);
    case 'request.validated':
      return validated(state, fact, exchange);
    default:
      return [];
  }
}
