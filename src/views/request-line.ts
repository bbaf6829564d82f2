/** A request as it stands on the wire, and as the stage names it. */
import type { ApiRequest, ResourceRequest } from '../cluster/model/requests.ts';

const METHODS: Readonly<Record<ResourceRequest['verb'], string>> = {
  create: 'POST',
  get: 'GET',
  list: 'GET',
  watch: 'GET',
  update: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
};

export interface RequestLine {
  readonly method: string;
  /** With the query, where the request has one. */
  readonly path: string;
}

function query(request: ResourceRequest): string {
  const parts = [
    ...(request.fieldSelector === undefined
      ? []
      : [`fieldSelector=${encodeURIComponent(request.fieldSelector)}`]),
    ...(request.verb === 'watch' ? ['watch=true'] : []),
  ];
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

function resourcePath(request: ResourceRequest): string {
  const root =
    request.apiGroup === ''
      ? `/api/${request.apiVersion}`
      : `/apis/${request.apiGroup}/${request.apiVersion}`;
  const named = request.verb === 'create' ? undefined : request.name;
  return [
    root,
    request.namespace === undefined ? undefined : `namespaces/${request.namespace}`,
    request.resource,
    named,
    request.subresource,
  ]
    .filter((part) => part !== undefined)
    .join('/');
}

/** Method and path of a request. */
export function requestLine(request: ApiRequest): RequestLine {
  return request.kind === 'nonResource'
    ? { method: request.verb.toUpperCase(), path: request.path }
    : { method: METHODS[request.verb], path: `${resourcePath(request)}${query(request)}` };
}

/** `certificatesigningrequests/approval`, or the path of a request for none of the API's resources. */
export function requestTarget(request: ApiRequest): string {
  if (request.kind === 'nonResource') return request.path;
  return request.subresource === undefined
    ? request.resource
    : `${request.resource}/${request.subresource}`;
}
