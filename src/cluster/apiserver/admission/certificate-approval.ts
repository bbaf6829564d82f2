import { goQuoted } from '../../model/go-text.ts';
import { ADMITTED, NOT_CONCERNED, refuse, unexpectedType, type Plugin } from './attributes.ts';
import { isPermittedForSigner } from './signer-permission.ts';

/** Whoever approves or denies needs `approve` on the signer of the stored object (plugin/pkg/admission/certificates/approval). */
export const certificateApproval: Plugin = {
  name: 'CertificateApproval',
  phase: 'validating',
  admit(request) {
    const { operation, resource, subresource, stored } = request;
    if (
      operation !== 'UPDATE' ||
      resource !== 'certificatesigningrequests' ||
      subresource !== 'approval'
    )
      return NOT_CONCERNED;
    if (stored?.kind !== 'CertificateSigningRequest') return unexpectedType(stored);
    const signerName = stored.spec.signerName ?? '';
    return isPermittedForSigner(request, 'approve', signerName)
      ? ADMITTED
      : refuse(`user not permitted to approve requests with signerName ${goQuoted(signerName)}`);
  },
};
