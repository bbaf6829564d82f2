import type { CertificateDetails } from '../cluster/model/crypto.ts';
import { toHex } from '../cluster/model/base64.ts';
import { pemBlocks } from '../cluster/model/pem.ts';
import {
  basicConstraints,
  EXTENSION,
  extKeyUsageOids,
  keyUsageBits,
  subjectKeyId,
} from '../der/extensions.ts';
import {
  type CertificateFields,
  certificateFields,
  type ExtensionField,
} from '../der/structure.ts';
import { timeParts } from '../der/time.ts';
import { contentOf, type Tlv } from '../der/tlv.ts';
import { integerOf } from '../der/values.ts';
import { decodeAltNames, decodeName } from './names.ts';
import { digest, type ReadKey, readPublicKey } from './public-keys.ts';
import { extKeyUsageOf, keyUsagesOf } from './usages.ts';

export const CERTIFICATE_PEM = 'CERTIFICATE';

/** A certificate taken apart, and what the model wants to know of it but for the fingerprint. */
export interface ReadCertificate {
  readonly der: Uint8Array;
  readonly fields: CertificateFields;
  readonly key: ReadKey;
  readonly details: Omit<CertificateDetails, 'fingerprint'>;
}

function instant(element: Tlv): number {
  const [year, month, ...rest] = timeParts(element);
  return Date.UTC(year, month - 1, ...rest);
}

const find = ({ extensions }: CertificateFields, id: string): ExtensionField | undefined =>
  extensions.find(({ oid }) => oid === id);

/** Reads a certificate with the extensions that it may carry. Throws `DerError` where anything is malformed. */
export function readCertificateDer(der: Uint8Array): ReadCertificate {
  const fields = certificateFields(der);
  const key = readPublicKey(fields.publicKey);
  const usage = find(fields, EXTENSION.keyUsage);
  const extUsage = find(fields, EXTENSION.extKeyUsage);
  const constraints = find(fields, EXTENSION.basicConstraints);
  return {
    der,
    fields,
    key,
    details: {
      serial: integerOf(fields.serial).toString(16),
      issuer: decodeName(fields.issuer),
      subject: decodeName(fields.subject),
      notBefore: instant(fields.notBefore),
      notAfter: instant(fields.notAfter),
      sans: decodeAltNames(find(fields, EXTENSION.subjectAltName)),
      keyUsages: usage ? keyUsagesOf(keyUsageBits(usage)) : [],
      extKeyUsages: extUsage ? extKeyUsageOids(extUsage).map(extKeyUsageOf) : [],
      isCa: constraints && basicConstraints(constraints).ca,
      publicKey: key.details,
    },
  };
}

/** The octets of a certificate's subjectKeyIdentifier. Throws `DerError` where it is malformed. */
export function subjectKeyIdOf({ fields }: ReadCertificate): Uint8Array | undefined {
  const extension = find(fields, EXTENSION.subjectKeyIdentifier);
  return extension && contentOf(subjectKeyId(extension));
}

export const withFingerprint = async (
  crypto: Crypto,
  { der, details }: ReadCertificate,
): Promise<CertificateDetails> => ({
  ...details,
  fingerprint: toHex(await digest(crypto, 'SHA-256', der)),
});

/**
 * The certificates of a PEM text, in order. Other blocks are passed over, and so are blocks with headers
 * (client-go util/cert/pem.go, ParseCertsPEM). Throws `DerError` where one is malformed.
 */
export const certificatesOf = (pem: string): readonly ReadCertificate[] =>
  pemBlocks(pem)
    .filter(({ type, headers }) => type === CERTIFICATE_PEM && Object.keys(headers).length === 0)
    .map(({ bytes }) => readCertificateDer(bytes));

/** The first certificate of a PEM text. Throws where there is none, and `DerError` where one is malformed. */
export function firstCertificate(pem: string): ReadCertificate {
  const [first] = certificatesOf(pem);
  if (!first) throw new Error(NO_CERTIFICATE);
  return first;
}

/** client-go util/cert/pem.go, ParseCertsPEM, word for word. */
export const NO_CERTIFICATE = 'data does not contain any valid RSA or ECDSA certificates';
