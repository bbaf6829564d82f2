import { toHex } from '../cluster/model/base64.ts';
import { attempt } from './der-error.ts';
import {
  authorityKey,
  basicConstraints,
  extKeyUsageOids,
  GENERAL_NAME,
  generalNames,
  keyUsageBits,
  subjectKeyId,
} from './extensions.ts';
import { nameParts } from './name.ts';
import { longName, shortName } from './object-names.ts';
import { colons } from './openssl-key.ts';
import type { ExtensionField } from './structure.ts';
import { contentOf, TAG, type Tlv } from './tlv.ts';
import { latin1, magnitudeOf, stringOf } from './values.ts';

const KEY_USAGES = [
  'Digital Signature',
  'Non Repudiation',
  'Key Encipherment',
  'Data Encipherment',
  'Key Agreement',
  'Certificate Sign',
  'CRL Sign',
  'Encipher Only',
  'Decipher Only',
] as const;

const upper = (octets: Uint8Array): string => colons(toHex(octets).toUpperCase());

/** Four numbers with dots, or eight groups in hex without `::`; nothing else is an address to OpenSSL. */
function address(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.');
  if (octets.length !== 16) return `<invalid length=${octets.length}>`;
  return upper(octets)
    .replace(/(..):(..)/g, '$1$2')
    .replace(/\b0{1,3}/g, '');
}

/** X509_NAME_oneline: `/C=AU/O=x`. */
const slashes = (name: Tlv | undefined): string =>
  name
    ? nameParts(name)
        .map(({ oid, value }) => `/${shortName(oid)}=${stringOf(value) ?? ''}`)
        .join('')
    : '';

/** `DNS:node-1`, `IP Address:10.0.0.1`, … Throws `DerError`. */
export function generalNameText(name: Tlv): string {
  const text = () => stringOf(name, TAG.ia5String);
  switch (name.tag) {
    case GENERAL_NAME.rfc822Name:
      return `email:${text()}`;
    case GENERAL_NAME.dNSName:
      return `DNS:${text()}`;
    case GENERAL_NAME.uniformResourceIdentifier:
      return `URI:${text()}`;
    case GENERAL_NAME.iPAddress:
      return `IP Address:${address(contentOf(name))}`;
    case GENERAL_NAME.directoryName:
      return `DirName:${slashes(name.children[0])}`;
    default:
      // SIMPLIFIED: the kinds of names that Kubernetes neither asks for nor copies are not decoded.
      return 'othername:<unsupported>';
  }
}

function authorityLines(extension: ExtensionField): string[] | undefined {
  const { keyId, issuer, serial } = authorityKey(extension);
  const lines = [
    ...(keyId ? [(issuer || serial ? 'keyid:' : '') + upper(contentOf(keyId))] : []),
    ...(issuer?.children ?? []).map(generalNameText),
    ...(serial ? [`serial:${colons(magnitudeOf(serial)).toUpperCase()}`] : []),
  ];
  return lines.length === 0 ? undefined : lines;
}

/** A list on one line. OpenSSL takes an empty one for malformed, but for an empty list of names. */
const list = (items: readonly string[]): string[] | undefined =>
  items.length === 0 ? undefined : [items.join(', ')];

/** OpenSSL's mark of an empty list, which brings a line feed of its own. */
const EMPTY = ['<EMPTY>', ''];

/** The value of an extension that OpenSSL knows, line by line; `undefined` for others. Throws `DerError`. */
function known(extension: ExtensionField): string[] | undefined {
  switch (longName(extension.oid)) {
    case 'X509v3 Key Usage': {
      const bits = keyUsageBits(extension);
      return list(KEY_USAGES.filter((_, bit) => bits[bit]));
    }
    case 'X509v3 Extended Key Usage':
      return list(extKeyUsageOids(extension).map(longName));
    case 'X509v3 Basic Constraints': {
      const { ca, pathLength } = basicConstraints(extension);
      return [
        `CA:${ca ? 'TRUE' : 'FALSE'}${pathLength === undefined ? '' : `, pathlen:${pathLength}`}`,
      ];
    }
    case 'X509v3 Subject Key Identifier':
      return [upper(contentOf(subjectKeyId(extension)))];
    case 'X509v3 Authority Key Identifier':
      return authorityLines(extension);
    case 'X509v3 Subject Alternative Name':
      return list(generalNames(extension).map(generalNameText)) ?? EMPTY;
    default:
      return undefined;
  }
}

/** An extension's value in OpenSSL's words, line by line, or `undefined` where it is unknown or malformed. */
export const decodedExtension = (extension: ExtensionField): string[] | undefined =>
  attempt(() => known(extension));

/** ASN1_STRING_print: octets outside of printable ASCII become dots, line ends stay. */
const raw = (octets: Uint8Array): string => latin1(octets).replace(/[^ -~\n\r]/g, '.');

/**
 * One extension: its name, then its value four columns further in (openssl 3.0 crypto/x509/v3_prn.c).
 *
 * SIMPLIFIED: of the extensions, those are decoded that Kubernetes writes; others are shown as OpenSSL shows what it
 * does not know, though the real program decodes some of them.
 */
export function opensslExtension(extension: ExtensionField, indent: number): string[] {
  const head = `${' '.repeat(indent)}${longName(extension.oid)}: ${extension.critical ? 'critical' : ''}`;
  const inner = ' '.repeat(indent + 4);
  const lines = decodedExtension(extension);
  if (!lines) return [head, inner + raw(contentOf(extension.value))];
  return [head, ...lines.map((line) => line && inner + line)];
}
