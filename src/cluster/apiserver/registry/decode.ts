/** The third stage of a request that changes something: its body becomes an object, with the defaults of its version. */
import { csrFields } from '../../../releases/csr-api.ts';
import type { Release } from '../../../releases/release.ts';
import type { Fact, FactBody, FactOf } from '../../model/facts.ts';
import type { DecodedCsr } from '../../model/facts/apiserver.ts';
import { idAfter } from '../../model/ids.ts';
import type { ApiObject, CertificateSigningRequest } from '../../model/objects.ts';
import type { ResourceRequest } from '../../model/requests.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Exchange } from '../../model/state/transport.ts';
import { refusal } from '../answer.ts';
import { defaultCsr } from '../csr/defaulting.ts';
import { apiServerId, apiServerRelease } from '../identity.ts';
import { failure } from '../status.ts';
import { inVersion } from './resources.ts';

export const READ_CSR = 'readCsr';

/** Fields that the release does not know are dropped, as decoding into its types does. */
function knownFields(
  object: CertificateSigningRequest,
  release: Release,
): CertificateSigningRequest {
  const known = csrFields.at(release);
  const { request, username, uid, groups, usages, signerName, expirationSeconds, extra } =
    object.spec;
  return {
    ...object,
    spec: {
      request,
      ...(username === undefined ? {} : { username }),
      ...(uid === undefined ? {} : { uid }),
      ...(groups === undefined ? {} : { groups }),
      ...(known.usages && usages !== undefined ? { usages } : {}),
      ...(known.signerName && signerName !== undefined ? { signerName } : {}),
      ...(known.expirationSeconds && expirationSeconds !== undefined ? { expirationSeconds } : {}),
      ...(known.extra && extra !== undefined ? { extra } : {}),
    },
    status: knownStatus(object.status, known.conditionStatus),
  };
}

function knownStatus(
  status: CertificateSigningRequest['status'],
  withStatus: boolean,
): CertificateSigningRequest['status'] {
  if (withStatus || !status.conditions) return status;
  const conditions = status.conditions.map(
    ({ status: _status, lastTransitionTime: _time, ...condition }) => condition,
  );
  return { ...status, conditions };
}

function bodyOf(request: ResourceRequest, release: Release): ApiObject | undefined {
  if (!request.body) return undefined;
  const object = inVersion(request.body, request);
  return object.kind === 'CertificateSigningRequest' ? knownFields(object, release) : object;
}

/** The name in a body must be that of the path. */
function nameProblem(request: ResourceRequest, body: ApiObject): string | undefined {
  if (request.verb === 'create' || body.metadata.name === request.name) return undefined;
  return `the name of the object (${body.metadata.name}) does not match the name on the URL (${request.name ?? ''})`;
}

/** Decodes the body. A new CertificateSigningRequest is parsed first, since its defaults hang on what it asks for. */
export function decode(
  state: ClusterState,
  fact: Fact,
  exchange: Exchange,
  request: ResourceRequest,
): readonly FactBody[] {
  const release = apiServerRelease(state);
  const body = bodyOf(request, release);
  if (!body) return [refusal(state, exchange, failure('BadRequest', 'the request has no body'))];
  const problem = nameProblem(request, body);
  if (problem !== undefined) return [refusal(state, exchange, failure('BadRequest', problem))];
  if (body.kind === 'CertificateSigningRequest' && request.verb === 'create') {
    return [
      {
        type: 'crypto.asked',
        by: apiServerId(state),
        effect: idAfter(fact, 'read-csr'),
        purpose: { name: READ_CSR, of: exchange.id },
        ask: { kind: 'readCsr', pem: body.spec.request },
      },
    ];
  }
  return [decoded(state, exchange, body)];
}

/** A decision or a status that is sent through an old version gets that version's defaults too. */
function decoded(
  state: ClusterState,
  exchange: Exchange,
  body: ApiObject,
  csr?: DecodedCsr,
): FactBody {
  const release = apiServerRelease(state);
  const common = {
    type: 'request.decoded',
    by: apiServerId(state),
    exchange: exchange.id,
  } as const;
  if (body.kind !== 'CertificateSigningRequest') return { ...common, object: body, defaulted: [] };
  const content: DecodedCsr = csr ?? { ok: false, reason: 'notPem', detail: '' };
  const result = defaultCsr(body, content, release);
  return { ...common, ...result, ...(csr ? { csr } : {}) };
}

/** The request in the body was parsed and its signature checked. */
export function csrRead(
  state: ClusterState,
  fact: FactOf<'crypto.completed'>,
  exchange: Exchange,
  request: ResourceRequest,
): readonly FactBody[] {
  const body = bodyOf(request, apiServerRelease(state));
  if (!body) return [];
  const { outcome } = fact;
  const csr: DecodedCsr =
    outcome.kind === 'readCsr'
      ? outcome.result
      : {
          ok: false,
          reason: 'malformed',
          detail: outcome.kind === 'failed' ? outcome.message : outcome.kind,
        };
  return [decoded(state, exchange, body, csr)];
}
