import type { AdmissionRequest } from './attributes.ts';

/**
 * Whether the user may approve or sign for a signer: by its own name, or by `<domain>/*`
 * (plugin/pkg/admission/certificates/util.go, IsAuthorizedForSignerName).
 */
export function isPermittedForSigner(
  request: AdmissionRequest,
  verb: 'approve' | 'sign',
  signerName: string,
): boolean {
  const [domain = ''] = signerName.split('/');
  return [signerName, `${domain}/*`].some((name) =>
    request.allows({ verb, group: 'certificates.k8s.io', version: '*', resource: 'signers', name }),
  );
}
