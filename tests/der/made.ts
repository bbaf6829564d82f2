import { fromHex } from '../../src/cluster/model/base64.ts';
import {
  bitString,
  element,
  explicit,
  NULL,
  octetString,
  oid,
  sequence,
  time,
  TRUE,
  unsigned,
} from '../../src/pki/encode.ts';

/** Bytes of a text in hex, with spaces wherever they help. */
export function hex(text: string): Uint8Array {
  const bytes = fromHex(text.replaceAll(' ', ''));
  if (!bytes) throw new Error(`no hex: ${text}`);
  return bytes;
}

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));

/** The generator of P-256, which is a point on the curve that needs no key. */
const POINT = hex(
  '04 6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296 4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
);

export const EC_KEY = sequence(
  sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')),
  bitString(POINT),
);

/** A name with one attribute per RDN; values are whole elements, so that any type can be tried. */
export const nameOf = (...attributes: readonly (readonly [dotted: string, value: Uint8Array])[]) =>
  sequence(...attributes.map(([dotted, value]) => element(0x31, sequence(oid(dotted), value))));

export const extension = (dotted: string, value: Uint8Array, critical = false) =>
  sequence(oid(dotted), ...(critical ? [TRUE] : []), octetString(value));

export interface Parts {
  readonly version?: Uint8Array;
  readonly serial?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly issuer?: Uint8Array;
  readonly key?: Uint8Array;
  readonly times?: readonly [Uint8Array, Uint8Array];
  readonly extensions?: readonly Uint8Array[];
  readonly algorithm?: Uint8Array;
}

const CN = nameOf(['2.5.4.3', element(0x13, Buffer.from('x'))]);

/** A certificate out of parts, with a signature that nobody made. */
export function certificate(parts: Parts = {}): Uint8Array {
  const { extensions = [], algorithm = ECDSA_SHA256 } = parts;
  const [notBefore, notAfter] = parts.times ?? [time(0), time(1e12)];
  const signed = sequence(
    parts.version ?? explicit(0, unsigned(Uint8Array.of(2))),
    parts.serial ?? unsigned(Uint8Array.of(1)),
    algorithm,
    parts.issuer ?? CN,
    sequence(notBefore, notAfter),
    parts.subject ?? CN,
    parts.key ?? EC_KEY,
    ...(extensions.length > 0 ? [explicit(3, sequence(...extensions))] : []),
  );
  return sequence(signed, algorithm, bitString(hex('30 06 02 01 01 02 01 01')));
}

/** A request out of a subject, a key and whole attributes. */
export const request = (
  attributes: readonly Uint8Array[] = [],
  { subject = CN, key = EC_KEY }: Pick<Parts, 'subject' | 'key'> = {},
): Uint8Array =>
  sequence(
    sequence(unsigned(Uint8Array.of(0)), subject, key, explicit(0, ...attributes)),
    ECDSA_SHA256,
    bitString(hex('30 06 02 01 01 02 01 01')),
  );

export { NULL };
