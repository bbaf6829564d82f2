/** Kubernetes API objects, as far as the control plane here stores them. Field names are the API's own. */

export interface ObjectMeta {
  readonly name: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
}

export type ConditionType = 'Approved' | 'Denied' | 'Failed' | (string & {});

export interface CsrCondition {
  readonly type: ConditionType;
  readonly status?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastUpdateTime?: string;
  readonly lastTransitionTime?: string;
}

export interface CertificateSigningRequestSpec {
  /** PEM text of the PKCS#10 request; base64 of it on the wire. */
  readonly request: string;
  readonly signerName?: string;
  readonly expirationSeconds?: number;
  readonly usages?: readonly string[];
  readonly username?: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

export interface CertificateSigningRequestStatus {
  readonly conditions?: readonly CsrCondition[];
  /** PEM text of the issued certificate; base64 of it on the wire. */
  readonly certificate?: string;
}

export interface CertificateSigningRequest {
  readonly apiVersion: string;
  readonly kind: 'CertificateSigningRequest';
  readonly metadata: ObjectMeta;
  readonly spec: CertificateSigningRequestSpec;
  readonly status: CertificateSigningRequestStatus;
}

export interface Secret {
  readonly apiVersion: 'v1';
  readonly kind: 'Secret';
  readonly metadata: ObjectMeta;
  readonly type: string;
  /** Plain text here; base64 on the wire. */
  readonly data?: Readonly<Record<string, string>>;
}

export interface ConfigMap {
  readonly apiVersion: 'v1';
  readonly kind: 'ConfigMap';
  readonly metadata: ObjectMeta;
  readonly data?: Readonly<Record<string, string>>;
}

export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

export interface ClusterRole {
  readonly apiVersion: string;
  readonly kind: 'ClusterRole';
  readonly metadata: ObjectMeta;
  readonly rules: readonly PolicyRule[];
}

export interface Role {
  readonly apiVersion: string;
  readonly kind: 'Role';
  readonly metadata: ObjectMeta;
  readonly rules: readonly PolicyRule[];
}

export interface RbacSubject {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  readonly name: string;
  readonly namespace?: string;
}

export interface RoleRef {
  readonly kind: 'ClusterRole' | 'Role';
  readonly name: string;
}

export interface ClusterRoleBinding {
  readonly apiVersion: string;
  readonly kind: 'ClusterRoleBinding';
  readonly metadata: ObjectMeta;
  readonly subjects: readonly RbacSubject[];
  readonly roleRef: RoleRef;
}

export interface RoleBinding {
  readonly apiVersion: string;
  readonly kind: 'RoleBinding';
  readonly metadata: ObjectMeta;
  readonly subjects: readonly RbacSubject[];
  readonly roleRef: RoleRef;
}

export interface NodeAddress {
  readonly type: 'Hostname' | 'InternalIP' | 'ExternalIP' | 'InternalDNS' | 'ExternalDNS';
  readonly address: string;
}

export interface NodeCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly lastHeartbeatTime?: string;
  readonly lastTransitionTime?: string;
}

export interface Node {
  readonly apiVersion: 'v1';
  readonly kind: 'Node';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly podCIDR?: string };
  readonly status: {
    readonly addresses: readonly NodeAddress[];
    readonly conditions: readonly NodeCondition[];
    readonly nodeInfo?: { readonly kubeletVersion: string };
    readonly daemonEndpoints?: { readonly kubeletEndpoint: { readonly Port: number } };
  };
}

export interface ResourceAttributes {
  readonly group?: string;
  readonly version?: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly verb: string;
  readonly name?: string;
  readonly namespace?: string;
}

export interface SubjectAccessReview {
  readonly apiVersion: string;
  readonly kind: 'SubjectAccessReview';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly user: string;
    readonly uid?: string;
    readonly groups?: readonly string[];
    readonly extra?: Readonly<Record<string, readonly string[]>>;
    readonly resourceAttributes: ResourceAttributes;
  };
  readonly status?: { readonly allowed: boolean; readonly reason?: string };
}

export interface TokenReview {
  readonly apiVersion: string;
  readonly kind: 'TokenReview';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly token: string };
  readonly status?: {
    readonly authenticated: boolean;
    readonly user?: UserInfo;
    readonly error?: string;
  };
}

export type ApiObject =
  | CertificateSigningRequest
  | Secret
  | ConfigMap
  | ClusterRole
  | Role
  | ClusterRoleBinding
  | RoleBinding
  | Node
  | SubjectAccessReview
  | TokenReview;

export type Kind = ApiObject['kind'];

/** Where an object is stored: `<resource>/<namespace or empty>/<name>`. */
export type ObjectKey = `${string}/${string}/${string}`;

export const RESOURCE_OF = {
  CertificateSigningRequest: 'certificatesigningrequests',
  Secret: 'secrets',
  ConfigMap: 'configmaps',
  ClusterRole: 'clusterroles',
  Role: 'roles',
  ClusterRoleBinding: 'clusterrolebindings',
  RoleBinding: 'rolebindings',
  Node: 'nodes',
  SubjectAccessReview: 'subjectaccessreviews',
  TokenReview: 'tokenreviews',
} as const satisfies Record<Kind, string>;

export type Resource = (typeof RESOURCE_OF)[Kind];

export function objectKey(resource: string, name: string, namespace = ''): ObjectKey {
  return `${resource}/${namespace}/${name}`;
}

export function keyOf(object: ApiObject): ObjectKey {
  return objectKey(RESOURCE_OF[object.kind], object.metadata.name, object.metadata.namespace ?? '');
}

/** The identity that an authenticator yields (staging/src/k8s.io/apiserver/pkg/authentication/user). */
export interface UserInfo {
  readonly name: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** `metav1.Status`, the answer to a request that failed. Some old answers are plain text: `text` without `kind`. */
export interface Status {
  readonly kind: 'Status';
  readonly status: 'Success' | 'Failure';
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  /** Set where the release answers in text/plain (403 up to 1.7): the body as sent. */
  readonly plainText?: string;
}
