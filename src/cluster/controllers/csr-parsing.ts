import type { CryptoOutcome } from '../model/crypto.ts';
import type { DecodedCsr } from '../model/facts/apiserver.ts';
import type { CertificateSigningRequest } from '../model/objects.ts';

type Undecoded = Extract<DecodedCsr, { ok: false }>;

/** The words of ParseCSR (pkg/apis/certificates/helpers.go), wrapped as approver and signer wrap them. */
export function unparsableRequest(csr: CertificateSigningRequest, decoded: Undecoded): string {
  const detail =
    decoded.reason === 'notPem' ? 'PEM block type must be CERTIFICATE REQUEST' : decoded.detail;
  return `unable to parse csr "${csr.metadata.name}": ${detail}`;
}

/** The outcome of the effect `readCsr`; a breakdown of the effect counts as a request that does not parse. */
export function decodedFrom(outcome: CryptoOutcome): DecodedCsr {
  if (outcome.kind === 'readCsr') return outcome.result;
  const detail = outcome.kind === 'failed' ? outcome.message : `unexpected outcome ${outcome.kind}`;
  return { ok: false, reason: 'malformed', detail };
}
