/** Status objects with the texts of the release (staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go). */
import { forbiddenForm, refusalsAreSanitized, unauthorizedForm } from '../../releases/api-texts.ts';
import type { Release } from '../../releases/release.ts';
import { goQuoted } from '../model/go-text.ts';
import type { Status } from '../model/objects.ts';
import type { Attributes } from './authorization/attributes.ts';

/** Codes and reasons of metav1.Status. */
const CODES = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  AlreadyExists: 409,
  Conflict: 409,
  Invalid: 422,
  InternalError: 500,
} as const;

export type FailureReason = keyof typeof CODES;

export function failure(reason: FailureReason, message: string): Status {
  return { kind: 'Status', status: 'Failure', code: CODES[reason], reason, message };
}

/** `resource.group`, or `resource` alone in the core group. */
export const qualified = (resource: string, group: string): string =>
  group === '' ? resource : `${resource}.${group}`;

export function unauthorizedStatus(release: Release): Status {
  const status = failure('Unauthorized', 'Unauthorized');
  return unauthorizedForm.at(release) === 'text'
    ? { ...status, plainText: 'Unauthorized\n' }
    : status;
}

const sanitized = (text: string, release: Release): string =>
  refusalsAreSanitized.at(release)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : text;

function place(namespace: string): string {
  return namespace === '' ? 'at the cluster scope' : `in the namespace ${goQuoted(namespace)}`;
}

/** `User "x" cannot create …`, without a full stop. */
function forbiddenMessage(attributes: Attributes, apart: boolean): string {
  const who = `User ${goQuoted(attributes.user.name)} cannot ${attributes.verb}`;
  if (attributes.kind === 'nonResource') return `${who} path ${goQuoted(attributes.path)}`;
  const { resource, subresource, apiGroup, namespace } = attributes;
  const of = (name: string): string => (subresource === '' ? name : `${name}/${subresource}`);
  if (apart)
    return `${who} resource ${goQuoted(of(resource))} in API group ${goQuoted(apiGroup)} ${place(namespace)}`;
  return `${who} ${of(qualified(resource, apiGroup))} ${place(namespace)}`;
}

/** Path of a resource request, as it stands in the request URI. */
function requestPath(attributes: Attributes): string {
  if (attributes.kind === 'nonResource') return attributes.path;
  const { apiGroup, apiVersion, namespace, resource, name, subresource } = attributes;
  const root = apiGroup === '' ? `/api/${apiVersion}` : `/apis/${apiGroup}/${apiVersion}`;
  const inNamespace = namespace === '' ? '' : `/namespaces/${namespace}`;
  return [`${root}${inNamespace}/${resource}`, name, subresource]
    .filter((part) => part !== '')
    .join('/');
}

/** `certificatesigningrequests.certificates.k8s.io "x" is forbidden: …` (NewForbidden). */
export function forbidden(resource: string, name: string, message: string): Status {
  if (resource === '') return failure('Forbidden', `forbidden: ${message}`);
  return failure(
    'Forbidden',
    `${resource}${name === '' ? '' : ` ${goQuoted(name)}`} is forbidden: ${message}`,
  );
}

/** 403 of the authorization stage; `reason` is what the authorizers gave, possibly nothing. */
export function forbiddenStatus(attributes: Attributes, reason: string, release: Release): Status {
  const form = forbiddenForm.at(release);
  if (form === 'uri') {
    const text = `Forbidden: ${goQuoted(requestPath(attributes))}`;
    return { ...failure('Forbidden', text), plainText: text };
  }
  const message = sanitized(forbiddenMessage(attributes, form === 'statusWithApiGroup'), release);
  if (form === 'sentence') {
    const text = reason === '' ? `${message}.` : `${message}.: ${goQuoted(reason)}`;
    return { ...failure('Forbidden', text), plainText: text };
  }
  const detail = reason === '' ? message : `${message}: ${reason}`;
  if (attributes.kind === 'nonResource') return forbidden('', '', detail);
  return forbidden(qualified(attributes.resource, attributes.apiGroup), attributes.name, detail);
}

export const notFound = (resource: string, name: string): Status =>
  failure('NotFound', `${resource} ${goQuoted(name)} not found`);

export const alreadyExists = (resource: string, name: string): Status =>
  failure('AlreadyExists', `${resource} ${goQuoted(name)} already exists`);

/** The object changed since it was read (OptimisticLockErrorMsg). */
export const conflict = (resource: string, name: string): Status =>
  failure(
    'Conflict',
    `Operation cannot be fulfilled on ${resource} ${goQuoted(name)}: the object has been modified; please apply your changes to the latest version and try again`,
  );

/** A resource or version that is not served: the server's 404 in the words in which clients report it. */
export const notServed = (): Status =>
  failure('NotFound', 'the server could not find the requested resource');

/** `CertificateSigningRequest.certificates.k8s.io "x" is invalid: …`; `errors` are already one text. */
export const invalid = (kind: string, name: string, errors: string): Status =>
  failure('Invalid', `${kind} ${goQuoted(name)} is invalid: ${errors}`);

export const deleted = (): Status => ({
  kind: 'Status',
  status: 'Success',
  code: 200,
  reason: '',
  message: '',
});
