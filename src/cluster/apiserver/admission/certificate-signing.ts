import { signingLooksAtConditions } from '../../../releases/admission.ts';
import type { Release } from '../../../releases/release.ts';
import { goQuoted } from '../../model/go-text.ts';
import type { CertificateSigningRequest } from '../../model/objects.ts';
import { sameConditions } from '../csr/conditions.ts';
import { ADMITTED, NOT_CONCERNED, refuse, unexpectedType, type Plugin } from './attributes.ts';
import { isPermittedForSigner } from './signer-permission.ts';

function signed(
  object: CertificateSigningRequest,
  stored: CertificateSigningRequest,
  release: Release,
): boolean {
  if ((object.status.certificate ?? '') !== (stored.status.certificate ?? '')) return true;
  const changed = !sameConditions(object.status.conditions ?? [], stored.status.conditions ?? []);
  return signingLooksAtConditions.at(release) && changed;
}

/** Whoever puts a certificate or a condition into the status needs `sign` on the signer (plugin/pkg/admission/certificates/signing). */
export const certificateSigning: Plugin = {
  name: 'CertificateSigning',
  phase: 'validating',
  admit(request) {
    const { operation, resource, subresource, object, stored, release } = request;
    if (
      operation !== 'UPDATE' ||
      resource !== 'certificatesigningrequests' ||
      subresource !== 'status'
    )
      return NOT_CONCERNED;
    if (stored?.kind !== 'CertificateSigningRequest') return unexpectedType(stored);
    if (object?.kind !== 'CertificateSigningRequest') return unexpectedType(object);
    if (!signed(object, stored, release)) return NOT_CONCERNED;
    const signerName = stored.spec.signerName ?? '';
    return isPermittedForSigner(request, 'sign', signerName)
      ? ADMITTED
      : refuse(`user not permitted to sign requests with signerName ${goQuoted(signerName)}`);
  },
};
