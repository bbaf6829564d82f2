/** Which resources and versions this kube-apiserver serves, and where their objects are. */
import { servedRbacVersions, servedReviewVersions } from '../../../releases/authorization.ts';
import { servedCsrVersions } from '../../../releases/csr-api.ts';
import type { Release } from '../../../releases/release.ts';
import { objectKey, type ApiObject, type Kind } from '../../model/objects.ts';
import type { ResourceRequest } from '../../model/requests.ts';
import type { ClusterState } from '../../model/state.ts';

interface ServedResource {
  readonly kind: Kind;
  readonly group: string;
  readonly namespaced: boolean;
  readonly subresources: readonly string[];
  readonly versions: (release: Release) => readonly string[];
}

const CORE = () => ['v1'] as const;
const rbac = (kind: Kind, namespaced: boolean): ServedResource => ({
  kind,
  group: 'rbac.authorization.k8s.io',
  namespaced,
  subresources: [],
  versions: (release) => servedRbacVersions.at(release),
});

const RESOURCES: Readonly<Record<string, ServedResource>> = {
  certificatesigningrequests: {
    kind: 'CertificateSigningRequest',
    group: 'certificates.k8s.io',
    namespaced: false,
    subresources: ['approval', 'status'],
    versions: (release) => servedCsrVersions.at(release),
  },
  secrets: { kind: 'Secret', group: '', namespaced: true, subresources: [], versions: CORE },
  configmaps: { kind: 'ConfigMap', group: '', namespaced: true, subresources: [], versions: CORE },
  nodes: { kind: 'Node', group: '', namespaced: false, subresources: ['status'], versions: CORE },
  clusterroles: rbac('ClusterRole', false),
  clusterrolebindings: rbac('ClusterRoleBinding', false),
  roles: rbac('Role', true),
  rolebindings: rbac('RoleBinding', true),
  tokenreviews: {
    kind: 'TokenReview',
    group: 'authentication.k8s.io',
    namespaced: false,
    subresources: [],
    versions: (release) => servedReviewVersions.at(release),
  },
  subjectaccessreviews: {
    kind: 'SubjectAccessReview',
    group: 'authorization.k8s.io',
    namespaced: false,
    subresources: [],
    versions: (release) => servedReviewVersions.at(release),
  },
};

/** The resource that a request is for, where this release serves it in the version asked for. */
export function servedResource(
  request: ResourceRequest,
  release: Release,
): ServedResource | undefined {
  const found = Object.hasOwn(RESOURCES, request.resource)
    ? RESOURCES[request.resource]
    : undefined;
  if (found?.group !== request.apiGroup || !found.versions(release).includes(request.apiVersion))
    return undefined;
  const { subresource } = request;
  return subresource === undefined || found.subresources.includes(subresource) ? found : undefined;
}

/** `certificates.k8s.io/v1`, or `v1` in the core group. */
export const groupVersion = ({ apiGroup, apiVersion }: ResourceRequest): string =>
  apiGroup === '' ? apiVersion : `${apiGroup}/${apiVersion}`;

/** `CertificateSigningRequest.certificates.k8s.io`, as a refusal of an object names its kind. */
export const qualifiedKind = ({ kind, group }: ServedResource): string =>
  group === '' ? kind : `${kind}.${group}`;

/** The stored object that a request names. */
export function storedObject(
  state: ClusterState,
  { resource, name, namespace }: ResourceRequest,
): ApiObject | undefined {
  return name === undefined
    ? undefined
    : state.objects.get(objectKey(resource, name, namespace ?? ''));
}

/** All stored objects of a resource, in one namespace or in all, in the order of their keys, as etcd lists them. */
export function storedObjects(
  state: ClusterState,
  { resource, namespace }: ResourceRequest,
): readonly ApiObject[] {
  const prefix = `${resource}/${namespace === undefined ? '' : `${namespace}/`}`;
  return state.objects
    .toSeq()
    .filter((_, key) => key.startsWith(prefix))
    .sortBy((_, key) => key)
    .valueSeq()
    .toArray();
}

/** An object in the words of the version in which it is asked for. */
export function inVersion<T extends ApiObject>(object: T, request: ResourceRequest): T {
  return { ...object, apiVersion: groupVersion(request) };
}
