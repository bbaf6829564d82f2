/** What the signer writes into a certificate. */
import type { Release } from '../../../releases/release.ts';
import {
  ed25519Requests,
  leafSubjectKeyIdentifier,
  requestsForCa,
  serialNumber,
  signerLibrary,
  signsUris,
} from '../../../releases/signer.ts';
import type { CertificateTemplate, RequestDetails } from '../../model/crypto.ts';
import { rewrittenByGo } from '../../model/names.ts';
import { rollHex } from '../../model/roll.ts';
import { usagesInCertificate } from './usages.ts';
import { certificateValidity, type ValidityPolicy } from './validity.ts';

/** Serial number in hex: 20 bytes with the top bit cleared (cfssl), or below 2^128. */
export function rolledSerial(seed: string, purpose: string, release: Release): string {
  if (serialNumber.at(release) === 'below2to128') return rollHex(seed, purpose, 16);
  const bytes = rollHex(seed, purpose, 20);
  return (parseInt(bytes.slice(0, 2), 16) & 0x7f).toString(16).padStart(2, '0') + bytes.slice(2);
}

export interface SigningPolicy extends ValidityPolicy {
  readonly usages: readonly string[];
  readonly serial: string;
}

export type Template =
  | { readonly ok: true; readonly template: CertificateTemplate; readonly cappedByCa: boolean }
  /** In the words of the library, without `error auto signing csr: `. */
  | { readonly ok: false; readonly error: string };

/**
 * The certificate that a request gets: subject and names as asked for, none of the extensions asked for
 * (pkg/controller/certificates/authority/authority.go, CertificateAuthority.Sign; cfssl FillTemplate before 1.17).
 */
export function certificateTemplate(
  request: RequestDetails,
  policy: SigningPolicy,
  release: Release,
): Template {
  if (policy.duration <= 0 && signerLibrary.at(release) === 'cfssl') {
    return { ok: false, error: '{"code":5200,"message":"Invalid or unknown policy"}' };
  }
  if (request.publicKey.algorithm === 'ed25519' && ed25519Requests.at(release) === 'refused') {
    return {
      ok: false,
      error: '{"code":9300,"message":"x509: cannot verify signature: algorithm unimplemented"}',
    };
  }
  if (request.requestsCa && requestsForCa.at(release) === 'refused') {
    return { ok: false, error: '{"code":5300,"message":"Policy violation request"}' };
  }
  const usages = usagesInCertificate(policy.usages, release);
  if (!usages.ok) return usages;
  const validity = certificateValidity(policy, release);
  if (!validity.ok) return validity;
  const { notBefore, notAfter, cappedByCa } = validity;
  const template: CertificateTemplate = {
    subject: rewrittenByGo(request.subject),
    sans: signsUris.at(release) ? request.sans : { ...request.sans, uri: [] },
    serial: policy.serial,
    notBefore,
    notAfter,
    keyUsages: usages.keyUsages,
    extKeyUsages: usages.extKeyUsages,
    basicConstraints: 'leaf',
    subjectKeyIdentifier: leafSubjectKeyIdentifier.at(release),
    authorityKeyIdentifier: true,
  };
  return { ok: true, template, cappedByCa };
}
