/** What OpenSSL prints of a request or certificate. Reads DER; load it when the text is asked for. */
import {
  describeCertificate,
  describeRequest,
  readPem,
  type Description,
} from '../../der/index.ts';
import type { SeenCertificate, SeenRequest } from './model.ts';

/**
 * Fields with their bytes, and the text of `openssl req -text -noout` or `openssl x509 -text -noout`; of a chain, the
 * first certificate.
 * @throws PemError, DerError where the PEM holds none
 */
export function describeCredential(seen: SeenRequest | SeenCertificate): Description {
  const { pem } = seen.download;
  return seen.kind === 'request'
    ? describeRequest(readPem(pem, 'CERTIFICATE REQUEST'))
    : describeCertificate(readPem(pem, 'CERTIFICATE'));
}
