/**
 * The stage in which the registry prepares an object and looks for what is wrong with it.
 *
 * SIMPLIFIED: of objects other than CertificateSigningRequests it is not checked that they are well-formed, that whoever
 * writes a role or a binding holds what it grants, or that a binding keeps its roleRef.
 */
import { csrValidation } from '../../../releases/csr-api.ts';
import type { Fact, FactBody, FactOf } from '../../model/facts.ts';
import { idAfter } from '../../model/ids.ts';
import type { ApiObject } from '../../model/objects.ts';
import type { ResourceRequest } from '../../model/requests.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Exchange } from '../../model/state/transport.ts';
import { refusal } from '../answer.ts';
import type { ParsedCertificates } from '../csr/certificate.ts';
import { createErrors, updateErrors, type CsrSubresource } from '../csr/validation.ts';
import { printFieldError, printFieldErrors, type FieldError } from '../field-error.ts';
import { apiServerId, apiServerRelease } from '../identity.ts';
import { metadataErrors, metadataUpdateErrors, pathSegmentErrors } from '../object-meta.ts';
import { conflict, invalid, notFound, qualified } from '../status.ts';
import type { Status } from '../../model/objects.ts';
import { preparedForCreate, preparedForUpdate, type Prepared } from './prepare.ts';
import { qualifiedKind, servedResource, storedObject } from './resources.ts';

export const READ_CERTIFICATE = 'readCertificate';

function refused(
  state: ClusterState,
  exchange: Exchange,
  status: Status,
  errors: readonly string[],
): readonly FactBody[] {
  return [
    { type: 'request.notValid', by: apiServerId(state), exchange: exchange.id, errors },
    refusal(state, exchange, status),
  ];
}

/** Certificates in a status must be parsed before the strict rules can be applied to them. */
export function certificateToRead(
  state: ClusterState,
  request: ResourceRequest,
  object: ApiObject,
): string | undefined {
  if (object.kind !== 'CertificateSigningRequest' || request.subresource !== 'status')
    return undefined;
  const stored = storedObject(state, request);
  const before =
    stored?.kind === 'CertificateSigningRequest' ? (stored.status.certificate ?? '') : '';
  const pem = object.status.certificate ?? '';
  return csrValidation.at(apiServerRelease(state)) === 'strict' && pem !== '' && pem !== before
    ? pem
    : undefined;
}

export function readCertificate(
  state: ClusterState,
  fact: Fact,
  exchange: Exchange,
  pem: string,
): FactBody {
  return {
    type: 'crypto.asked',
    by: apiServerId(state),
    effect: idAfter(fact, 'read-certificate'),
    purpose: { name: READ_CERTIFICATE, of: exchange.id },
    ask: { kind: 'readCertificate', pem },
  };
}

/** What the outcome of parsing says; undefined where the operation itself broke. */
export function parsedCertificates({ outcome }: FactOf<'crypto.completed'>): ParsedCertificates {
  return outcome.kind === 'readCertificate' ? outcome.result : undefined;
}

function errorsOf(
  state: ClusterState,
  exchange: Exchange,
  request: ResourceRequest,
  object: ApiObject,
  stored: ApiObject | undefined,
  certificates: ParsedCertificates,
): readonly FieldError[] {
  const release = apiServerRelease(state);
  // A review is answered, never stored: it needs no name (pkg/apis/authorization/validation, ValidateSubjectAccessReview).
  if (object.kind === 'SubjectAccessReview' || object.kind === 'TokenReview') return [];
  if (object.kind !== 'CertificateSigningRequest') {
    return [
      ...metadataErrors(object.metadata),
      ...(stored ? metadataUpdateErrors(object.metadata, stored.metadata) : []),
    ];
  }
  if (stored?.kind !== 'CertificateSigningRequest')
    return createErrors(object, { csr: exchange.csr }, release);
  return updateErrors(
    object,
    stored,
    (request.subresource ?? '') as CsrSubresource,
    { certificates },
    release,
  );
}

function prepared(
  state: ClusterState,
  exchange: Exchange,
  request: ResourceRequest,
  object: ApiObject,
  stored: ApiObject | undefined,
): Prepared {
  return stored
    ? preparedForUpdate(state, request, object, stored)
    : preparedForCreate(state, exchange, request, object);
}

/** Whether the object was changed by somebody else since this client read it. An update without a version takes what is there. */
const outdated = (object: ApiObject, stored: ApiObject): boolean =>
  object.metadata.resourceVersion !== undefined &&
  object.metadata.resourceVersion !== stored.metadata.resourceVersion;

/** Prepares and validates the object as admission has left it. */
export function validate(
  state: ClusterState,
  exchange: Exchange,
  request: ResourceRequest,
  admitted: ApiObject,
  certificates?: ParsedCertificates,
): readonly FactBody[] {
  const release = apiServerRelease(state);
  const served = servedResource(request, release);
  if (!served) return [];
  const resource = qualified(request.resource, request.apiGroup);
  const stored = request.verb === 'create' ? undefined : storedObject(state, request);
  if (request.verb !== 'create' && !stored) {
    const status = notFound(resource, request.name ?? '');
    return refused(state, exchange, status, [status.message]);
  }
  if (stored && outdated(admitted, stored)) {
    const status = conflict(resource, request.name ?? '');
    return refused(state, exchange, status, [status.message]);
  }
  const { object, serverSet } = prepared(state, exchange, request, admitted, stored);
  const own = errorsOf(state, exchange, request, object, stored, certificates);
  const errors = own.length > 0 || stored ? own : pathSegmentErrors(object.metadata);
  if (errors.length > 0) {
    const status = invalid(
      qualifiedKind(served),
      object.metadata.name,
      printFieldErrors(errors, release),
    );
    return refused(
      state,
      exchange,
      status,
      errors.map((error) => printFieldError(error, release)),
    );
  }
  return [
    { type: 'request.validated', by: apiServerId(state), exchange: exchange.id, object, serverSet },
  ];
}
