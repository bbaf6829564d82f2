/** PKCS#10 requests as data, for rules that look at what was read; and CertificateSigningRequests around them. */
import type { RequestDetails } from '../../../src/cluster/model/crypto.ts';
import {
  NO_SUBJECT_ALT_NAMES,
  subjectName,
  type SubjectAltNames,
} from '../../../src/cluster/model/names.ts';
import type {
  CertificateSigningRequest,
  CertificateSigningRequestSpec,
  CertificateSigningRequestStatus,
} from '../../../src/cluster/model/objects.ts';

export const CLIENT_USAGES = ['digital signature', 'key encipherment', 'client auth'] as const;
export const SERVING_USAGES = ['digital signature', 'key encipherment', 'server auth'] as const;
export const CLIENT_SIGNER = 'kubernetes.io/kube-apiserver-client-kubelet';
export const SERVING_SIGNER = 'kubernetes.io/kubelet-serving';

export function requestFor(
  commonName: string,
  organizations: readonly string[],
  sans: Partial<SubjectAltNames> = {},
  more: Partial<RequestDetails> = {},
): RequestDetails {
  return {
    subject: subjectName(commonName, organizations),
    sans: { ...NO_SUBJECT_ALT_NAMES, ...sans },
    publicKey: { algorithm: 'ecdsa-p256', spki: '3059' },
    signatureValid: true,
    requestedExtensions: [],
    requestsCa: false,
    ...more,
  };
}

export const nodeRequest = requestFor('system:node:node-1', ['system:nodes']);

export function csrWith(
  spec: Partial<CertificateSigningRequestSpec> = {},
  status: CertificateSigningRequestStatus = {},
): CertificateSigningRequest {
  return {
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'CertificateSigningRequest',
    metadata: { name: 'csr-1' },
    spec: {
      request: '',
      signerName: CLIENT_SIGNER,
      usages: CLIENT_USAGES,
      username: 'system:node:node-1',
      ...spec,
    },
    status,
  };
}
