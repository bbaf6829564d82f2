/** Key usages and extended key usages between the names of the model and their bits and OIDs. */
import type { ExtKeyUsage, KeyUsage } from '../cluster/model/crypto.ts';
import { type Bytes, bitString, oid, sequence } from './encode.ts';

/** In the order of their bits (RFC 5280 section 4.2.1.3). */
const KEY_USAGES: readonly KeyUsage[] = [
  'digitalSignature',
  'contentCommitment',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'certSign',
  'crlSign',
  'encipherOnly',
  'decipherOnly',
];

/** RFC 5280 section 4.2.1.12 and golang/go src/crypto/x509/x509.go, extKeyUsageOIDs. */
const EXT_KEY_USAGES = new Map<ExtKeyUsage, string>([
  ['any', '2.5.29.37.0'],
  ['serverAuth', '1.3.6.1.5.5.7.3.1'],
  ['clientAuth', '1.3.6.1.5.5.7.3.2'],
  ['codeSigning', '1.3.6.1.5.5.7.3.3'],
  ['emailProtection', '1.3.6.1.5.5.7.3.4'],
  ['ipsecEndSystem', '1.3.6.1.5.5.7.3.5'],
  ['ipsecTunnel', '1.3.6.1.5.5.7.3.6'],
  ['ipsecUser', '1.3.6.1.5.5.7.3.7'],
  ['timeStamping', '1.3.6.1.5.5.7.3.8'],
  ['ocspSigning', '1.3.6.1.5.5.7.3.9'],
  ['microsoftServerGatedCrypto', '1.3.6.1.4.1.311.10.3.3'],
  ['netscapeServerGatedCrypto', '2.16.840.1.113730.4.1'],
]);

const NAMES_BY_OID = new Map(Array.from(EXT_KEY_USAGES, ([name, dotted]) => [dotted, name]));

/** A BIT STRING without trailing zero bits, as DER wants it for lists of named bits. */
export function encodeKeyUsage(usages: readonly KeyUsage[]): Bytes {
  const bits = usages.map((usage) => KEY_USAGES.indexOf(usage));
  const highest = Math.max(...bits);
  const octets = new Uint8Array((highest >> 3) + 1);
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return bitString(octets, 7 - (highest & 7));
}

export const keyUsagesOf = (bits: readonly boolean[]): KeyUsage[] =>
  KEY_USAGES.filter((_, bit) => bits[bit]);

/** In the order given; what is no name of the model is taken for a dotted OID. */
export const encodeExtKeyUsage = (usages: readonly ExtKeyUsage[]): Bytes =>
  sequence(...usages.map((usage) => oid(EXT_KEY_USAGES.get(usage) ?? usage)));

export const extKeyUsageOf = (dotted: string): ExtKeyUsage => NAMES_BY_OID.get(dotted) ?? dotted;
