/**
 * A reader for DER that knows certificates and certification requests: fields with byte ranges, and OpenSSL's text.
 * Pure, without a certificate library; bad bytes give a `DerError`, bad PEM a `PemError`.
 */
export { DerError } from './der-error.ts';
export {
  type DerField,
  type Description,
  describeCertificate,
  describeRequest,
} from './describe.ts';
export { PemError, type PemProblem, readPem } from './pem.ts';
export { parseDer, type Tlv } from './tlv.ts';
export { type DecodedPemBlock, pemEncode } from '../cluster/model/pem.ts';
