import { organizationsOf } from '../../model/names.ts';
import { KUBE_APISERVER_CLIENT_SIGNER } from '../csr/kubelet-patterns.ts';
import { parseProblem } from '../csr/validation.ts';
import { ADMITTED, NOT_CONCERNED, refuse, unexpectedType, type Plugin } from './attributes.ts';

/** Nobody gets a certificate of system:masters from the signer of client certificates (plugin/pkg/admission/certificates/subjectrestriction). */
export const certificateSubjectRestriction: Plugin = {
  name: 'CertificateSubjectRestriction',
  phase: 'validating',
  admit({ operation, resource, subresource, object, csr }) {
    if (operation !== 'CREATE' || resource !== 'certificatesigningrequests' || subresource !== '')
      return NOT_CONCERNED;
    if (object?.kind !== 'CertificateSigningRequest') return unexpectedType(object);
    if (!csr || object.spec.signerName !== KUBE_APISERVER_CLIENT_SIGNER) return NOT_CONCERNED;
    if (!csr.ok) return refuse(`failed to parse CSR: ${parseProblem(csr)}`);
    return organizationsOf(csr.request.subject).includes('system:masters')
      ? refuse(
          `use of ${KUBE_APISERVER_CLIENT_SIGNER} signer with system:masters group is not allowed`,
        )
      : ADMITTED;
  },
};
