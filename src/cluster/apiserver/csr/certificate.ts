/** status.certificate: PEM blocks of type CERTIFICATE and nothing that looks like anything else (validateCertificate). */
import type { CryptoResults } from '../../model/crypto.ts';
import { goQuoted } from '../../model/go-text.ts';
import { pemBlocks } from '../../model/pem.ts';

/** How the certificates in the PEM text parse; absent where nobody has tried. */
export type ParsedCertificates = CryptoResults['readCertificate'] | undefined;

/**
 * What is wrong with the PEM text of a certificate; undefined where nothing is, or where there is no certificate.
 * Text outside the blocks is passed over.
 */
export function certificateProblem(pem: string, parsed: ParsedCertificates): string | undefined {
  if (pem === '') return undefined;
  const blocks = pemBlocks(pem);
  for (const { type, headers, bytes } of blocks) {
    if (type !== 'CERTIFICATE')
      return `only CERTIFICATE PEM blocks are allowed, found ${goQuoted(type)}`;
    if (Object.keys(headers).length > 0) return 'no PEM block headers are permitted';
    if (bytes.length === 0) return 'found CERTIFICATE PEM block containing 0 certificates';
  }
  if (blocks.length === 0) return 'must contain at least one CERTIFICATE PEM block';
  return parsed && !parsed.ok ? parsed.detail : undefined;
}
