/** An object as the API gives it: base64 where the API has bytes, the API group that roles and subjects carry. */
import { toBase64, toUtf8 } from '../../cluster/model/base64.ts';
import type {
  ApiObject,
  CertificateSigningRequest,
  ClusterRoleBinding,
  RbacSubject,
  RoleBinding,
  Secret,
} from '../../cluster/model/objects.ts';

const base64 = (text: string): string => toBase64(toUtf8(text));

const RBAC_GROUP = 'rbac.authorization.k8s.io';

function csrOnWire(csr: CertificateSigningRequest): object {
  const { certificate } = csr.status;
  return {
    ...csr,
    spec: { ...csr.spec, request: base64(csr.spec.request) },
    status: {
      ...csr.status,
      ...(certificate === undefined ? {} : { certificate: base64(certificate) }),
    },
  };
}

function secretOnWire(secret: Secret): object {
  const data = Object.entries(secret.data ?? {}).map(([key, value]) => [key, base64(value)]);
  return { ...secret, data: Object.fromEntries(data) as Record<string, string> };
}

const subjectOnWire = (subject: RbacSubject): object =>
  subject.kind === 'ServiceAccount' ? subject : { apiGroup: RBAC_GROUP, ...subject };

function bindingOnWire(binding: ClusterRoleBinding | RoleBinding): object {
  return {
    ...binding,
    roleRef: { apiGroup: RBAC_GROUP, ...binding.roleRef },
    subjects: binding.subjects.map(subjectOnWire),
  };
}

export function onWire(object: ApiObject): object {
  switch (object.kind) {
    case 'CertificateSigningRequest':
      return csrOnWire(object);
    case 'Secret':
      return secretOnWire(object);
    case 'ClusterRoleBinding':
    case 'RoleBinding':
      return bindingOnWire(object);
    default:
      return object;
  }
}
