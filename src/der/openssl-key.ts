import { toHex } from '../cluster/model/base64.ts';
import { longName } from './object-names.ts';
import { type PublicKey, publicKeyOf } from './public-key.ts';
import type { PublicKeyField } from './structure.ts';

/** Hex digits with colons between the octets. */
export const colons = (hex: string): string => hex.replace(/..(?!$)/g, '$&:');

/** Octets with colons between, so many a line; the last octet of a full line keeps its colon. */
export function hexLines(octets: Uint8Array, indent: number, width: number): string[] {
  const lines = colons(toHex(octets)).match(new RegExp(`.{1,${3 * width}}`, 'g')) ?? [];
  return lines.map((line) => ' '.repeat(indent) + line);
}

function keyLines(key: PublicKey): string[] {
  switch (key.kind) {
    case 'ec':
      return [
        `Public-Key: (${key.bits} bit)`,
        'pub:',
        ...hexLines(key.octets, 4, 15),
        `ASN1 OID: ${key.curve}`,
        `NIST CURVE: P-${key.bits}`,
      ];
    case 'rsa':
      return [
        `Public-Key: (${key.bits} bit)`,
        'Modulus:',
        ...hexLines(key.octets, 4, 15),
        `Exponent: ${key.exponent} (0x${key.exponent.toString(16)})`,
      ];
    case 'ed25519':
      return ['ED25519 Public-Key:', 'pub:', ...hexLines(key.octets, 4, 15)];
    case 'other':
      return [];
  }
}

/**
 * The lines below "Subject Public Key Info:" (openssl 3.0 providers/implementations/encode_decode/encode_key2text.c).
 *
 * SIMPLIFIED: for a key that is not supported, the real program prints its own error queue after the last line, with the
 * number of its thread.
 */
export function opensslKey(field: PublicKeyField): string[] {
  const lines = keyLines(publicKeyOf(field)).map((line) => ' '.repeat(16) + line);
  return [
    `            Public Key Algorithm: ${longName(field.algorithm.oid)}`,
    ...(lines.length > 0 ? lines : ['            Unable to load Public Key']),
  ];
}
