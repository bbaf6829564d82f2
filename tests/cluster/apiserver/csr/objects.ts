/** Requests and objects that the tests of this folder begin with. */
import type { RequestDetails } from '../../../../src/cluster/model/crypto.ts';
import type { DecodedCsr } from '../../../../src/cluster/model/facts/apiserver.ts';
import {
  NO_SUBJECT_ALT_NAMES,
  subjectName,
  type SubjectAltNames,
} from '../../../../src/cluster/model/names.ts';
import type {
  CertificateSigningRequest,
  CertificateSigningRequestSpec,
  CsrCondition,
} from '../../../../src/cluster/model/objects.ts';

export function details(
  commonName: string,
  organizations: readonly string[],
  sans: Partial<SubjectAltNames> = {},
): RequestDetails {
  return {
    subject: subjectName(commonName, organizations),
    sans: { ...NO_SUBJECT_ALT_NAMES, ...sans },
    publicKey: { algorithm: 'ecdsa-p256', spki: '00' },
    signatureValid: true,
    requestedExtensions: [],
    requestsCa: false,
  };
}

export const parsed = (request: RequestDetails): DecodedCsr => ({ ok: true, request });
export const GOOD = parsed(details('system:node:node-1', ['system:nodes']));

export function csr(
  spec: Partial<CertificateSigningRequestSpec> = {},
  conditions?: readonly CsrCondition[],
  version = 'v1',
): CertificateSigningRequest {
  return {
    apiVersion: `certificates.k8s.io/${version}`,
    kind: 'CertificateSigningRequest',
    metadata: { name: 'csr-1' },
    spec: { request: 'pem', signerName: 'example.com/signer', usages: ['client auth'], ...spec },
    status: conditions ? { conditions } : {},
  };
}

export const without = (
  field: keyof CertificateSigningRequestSpec,
  object: CertificateSigningRequest,
): CertificateSigningRequest => {
  const { [field]: _left, ...spec } = object.spec;
  return { ...object, spec: spec as CertificateSigningRequestSpec };
};
