/** What `openssl x509 -text -noout` and `openssl req -text -noout` of OpenSSL 3.0 print, line for line. */
import { longName } from './object-names.ts';
import { opensslExtension } from './openssl-extension.ts';
import { colons, hexLines, opensslKey } from './openssl-key.ts';
import { opensslName } from './openssl-name.ts';
import type {
  AlgorithmField,
  AttributeField,
  CertificateFields,
  RequestFields,
} from './structure.ts';
import { timeParts } from './time.ts';
import type { Tlv } from './tlv.ts';
import { bitsOf, integerOf, magnitudeOf, stringOf } from './values.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function time(element: Tlv): string {
  const [year, month, day, ...clock] = timeParts(element);
  const digits = clock.map((part) => String(part).padStart(2, '0')).join(':');
  return `${MONTHS[month - 1]} ${String(day).padStart(2)} ${digits} ${year} GMT`;
}

/** What fits into a C `long` is printed in decimal, but for -1, which OpenSSL takes for an error; the rest in hex. */
function serialLines(serial: Tlv): string[] {
  const value = integerOf(serial);
  const sign = value < 0n ? '-' : '';
  const label = '        Serial Number:';
  if (value === BigInt.asIntN(64, value) && value !== -1n) {
    return [`${label} ${value} (${sign}0x${(value < 0n ? -value : value).toString(16)})`];
  }
  return [label, `            ${sign && ' (Negative)'}${colons(magnitudeOf(serial))}`];
}

const algorithm = ({ oid }: AlgorithmField): string => `    Signature Algorithm: ${longName(oid)}`;

/** The lines from the subject's label on are the same in both kinds but for what stands between. */
const versionLine = (version: number): string => `        Version: ${version + 1} (0x${version})`;

const subjectLines = ({ subject, publicKey }: CertificateFields | RequestFields): string[] => [
  `        Subject: ${opensslName(subject)}`,
  '        Subject Public Key Info:',
  ...opensslKey(publicKey),
];

const signatureLines = ({
  signatureAlgorithm,
  signature,
}: CertificateFields | RequestFields): string[] => [
  algorithm(signatureAlgorithm),
  '    Signature Value:',
  ...hexLines(bitsOf(signature), 8, 18),
];

/** openssl 3.0 crypto/x509/t_x509.c, X509_print_ex. Throws `DerError`. */
export const certificateLines = (certificate: CertificateFields): string[] => [
  'Certificate:',
  '    Data:',
  versionLine(certificate.version),
  ...serialLines(certificate.serial),
  `    ${algorithm(certificate.innerAlgorithm)}`,
  `        Issuer: ${opensslName(certificate.issuer)}`,
  '        Validity',
  `            Not Before: ${time(certificate.notBefore)}`,
  `            Not After : ${time(certificate.notAfter)}`,
  ...subjectLines(certificate),
  ...(certificate.extensions.length > 0 ? ['        X509v3 extensions:'] : []),
  ...certificate.extensions.flatMap((extension) => opensslExtension(extension, 12)),
  ...signatureLines(certificate),
];

/** One attribute of a request: its name in 25 columns, then each value with a colon before it. */
const attributeLines = ({ oid, values }: AttributeField): string[] =>
  values.map((value, at) => {
    const name = at === 0 ? `            ${longName(oid).padEnd(25)}` : '';
    return `${name}:${stringOf(value) ?? 'unable to print attribute'}`;
  });

const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';

/** openssl 3.0 crypto/x509/t_req.c, X509_REQ_print_ex. Throws `DerError`. */
export const requestLines = (request: RequestFields): string[] => [
  'Certificate Request:',
  '    Data:',
  versionLine(request.version),
  ...subjectLines(request),
  '        Attributes:',
  ...(request.attributes.length === 0 ? ['            (none)'] : []),
  ...request.attributes.filter(({ oid }) => oid !== EXTENSION_REQUEST).flatMap(attributeLines),
  '            Requested Extensions:',
  ...request.extensions.flatMap((extension) => opensslExtension(extension, 16)),
  ...signatureLines(request),
];
