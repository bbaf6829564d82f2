/** What authorizers know of a request (staging/src/k8s.io/apiserver/pkg/authorization/authorizer, Attributes). */
import { nameFromFieldSelector } from '../../../releases/authorization.ts';
import type { Release } from '../../../releases/release.ts';
import type { ResourceAttributes, UserInfo } from '../../model/objects.ts';
import type { ApiRequest } from '../../model/requests.ts';

export type Attributes =
  | {
      readonly kind: 'resource';
      readonly user: UserInfo;
      readonly verb: string;
      readonly apiGroup: string;
      readonly apiVersion: string;
      readonly resource: string;
      readonly subresource: string;
      /** Empty where the request names no object: creation, and most lists. */
      readonly name: string;
      readonly namespace: string;
    }
  | {
      readonly kind: 'nonResource';
      readonly user: UserInfo;
      readonly verb: string;
      readonly path: string;
    };

export type ResourceAttributesOfRequest = Extract<Attributes, { kind: 'resource' }>;

const NAME_SELECTOR = 'metadata.name=';

/** The one name that a field selector allows, where it selects by name. */
export function nameOfSelector(fieldSelector: string | undefined): string | undefined {
  return fieldSelector?.startsWith(NAME_SELECTOR)
    ? fieldSelector.slice(NAME_SELECTOR.length)
    : undefined;
}

export function attributesOf(user: UserInfo, request: ApiRequest, release: Release): Attributes {
  if (request.kind === 'nonResource')
    return { kind: 'nonResource', user, verb: request.verb, path: request.path };
  const selected = nameFromFieldSelector.at(release)
    ? nameOfSelector(request.fieldSelector)
    : undefined;
  return {
    kind: 'resource',
    user,
    verb: request.verb,
    apiGroup: request.apiGroup,
    apiVersion: request.apiVersion,
    resource: request.resource,
    subresource: request.subresource ?? '',
    // The name stands in the path, and a creation's path has none.
    name: request.verb === 'create' ? '' : (request.name ?? selected ?? ''),
    namespace: request.namespace ?? '',
  };
}

/** The same for a SubjectAccessReview or an admission plugin's own question. */
export function attributesOfReview(
  user: UserInfo,
  review: ResourceAttributes,
): ResourceAttributesOfRequest {
  return {
    kind: 'resource',
    user,
    verb: review.verb,
    apiGroup: review.group ?? '',
    apiVersion: review.version ?? '',
    resource: review.resource,
    subresource: review.subresource ?? '',
    name: review.name ?? '',
    namespace: review.namespace ?? '',
  };
}
