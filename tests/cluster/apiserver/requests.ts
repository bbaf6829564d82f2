/** What the tests of this folder ask for, and what they read from answers. */
import type {
  ApiObject,
  CertificateSigningRequest,
  ClusterRoleBinding,
  Status,
} from '../../../src/cluster/model/objects.ts';
import type {
  ApiAnswer,
  Credential,
  ResourceRequest,
} from '../../../src/cluster/model/requests.ts';
import type { Release } from '../../../src/releases/release.ts';
import { ApiLab } from './harness.ts';

export const token = (text: string): Credential => ({ kind: 'bearerToken', token: text });
export const BOOT = token('boot-token');
export const OTHER = token('other-token');
export const NOBODY: Credential = { kind: 'none' };

/** A request for certificates.k8s.io. */
export function csrs(
  verb: ResourceRequest['verb'],
  version: string,
  rest: Partial<ResourceRequest> = {},
): ResourceRequest {
  return {
    kind: 'resource',
    verb,
    apiGroup: 'certificates.k8s.io',
    apiVersion: version,
    resource: 'certificatesigningrequests',
    ...rest,
  };
}

/** The Status of an answer that is one. */
export function statusOf(answer: ApiAnswer): Status {
  if (answer.kind !== 'status') throw new Error(`the answer is ${answer.kind} ${answer.code}`);
  return answer.status;
}

/** The object of an answer that has one. */
export function objectOf(answer: ApiAnswer): ApiObject {
  if (answer.kind !== 'object') {
    throw new Error(
      answer.kind === 'status' ? answer.status.message : `the answer is ${answer.kind}`,
    );
  }
  return answer.object;
}

const USAGES = ['digital signature', 'key encipherment', 'client auth'];
export const SIGNER = 'kubernetes.io/kube-apiserver-client-kubelet';
export const RESOURCE = 'certificatesigningrequests.certificates.k8s.io';

/** The version in which clients of a release ask. */
export const versionOf = (release: Release): string =>
  ['1.8', '1.11'].includes(release) ? 'v1beta1' : 'v1';

/** A request for a node's client certificate. */
export function csr(request: string, name = 'csr-1', version = 'v1'): CertificateSigningRequest {
  return {
    apiVersion: `certificates.k8s.io/${version}`,
    kind: 'CertificateSigningRequest',
    metadata: { name },
    spec: { request, usages: USAGES, ...(version === 'v1' ? { signerName: SIGNER } : {}) },
    status: {},
  };
}

/** A request for rbac.authorization.k8s.io; creates ClusterRoleBindings unless told otherwise. */
export const rbac = (rest: Partial<ResourceRequest>): ResourceRequest => ({
  kind: 'resource',
  verb: 'create',
  apiGroup: 'rbac.authorization.k8s.io',
  apiVersion: 'v1',
  resource: 'clusterrolebindings',
  ...rest,
});

export function binding(name: string, role: string, group: string): ClusterRoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    subjects: [{ kind: 'Group', name: group }],
    roleRef: { kind: 'ClusterRole', name: role },
  };
}

/** A control plane in which the groups of bootstrap tokens and of `dev` may create requests. */
export async function lab(release: Release = '1.36'): Promise<ApiLab> {
  const started = await ApiLab.start(release);
  for (const group of ['system:bootstrappers', 'dev'])
    await started.ask(
      started.admin(),
      rbac({ body: binding(`bootstrap-${group}`, 'system:node-bootstrapper', group) }),
    );
  return started;
}

/** A request for Secrets of kube-system. */
export const secrets = (
  verb: ResourceRequest['verb'],
  rest: Partial<ResourceRequest> = {},
): ResourceRequest => ({
  kind: 'resource',
  verb,
  apiGroup: '',
  apiVersion: 'v1',
  resource: 'secrets',
  namespace: 'kube-system',
  ...rest,
});
