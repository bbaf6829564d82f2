/** The values of primitive elements. Each function throws `DerError` where the content does not fit the type. */
import { fromUtf8, toHex } from '../cluster/model/base64.ts';
import { DerError } from './der-error.ts';
import { contentOf, TAG, type Tlv } from './tlv.ts';

/** The ASN.1 type of a universal tag; `[n]` for a tag that only its place gives a meaning. */
export const typeOf = ({ tag }: Tlv): string =>
  Object.entries(TAG).find(([, octet]) => octet === tag)?.[0] ?? `[${tag & 0x1f}]`;

/** The name of an element's field, or its type where it has none. */
export const nameOf = (element: Tlv): string => element.name ?? typeOf(element);

export const malformed = (element: Tlv): DerError =>
  new DerError(`malformed ${nameOf(element)}`, element.start);

/** Dotted form of an OBJECT IDENTIFIER; arcs from 2^31 on are refused, as Go's encoding/asn1 does. */
export function oidOf(element: Tlv): string {
  const arcs: number[] = [];
  let arc = 0;
  let open = true;
  for (const octet of contentOf(element)) {
    const padded = octet === 0x80 && arc === 0;
    arc = arc * 128 + (octet & 0x7f);
    if (padded || arc >= 2 ** 31) throw malformed(element);
    open = octet > 0x7f;
    if (open) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  if (open) throw malformed(element);
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - 40 * root, ...rest].join('.');
}

/** An INTEGER of any size, in its shortest form. */
export function integerOf(element: Tlv): bigint {
  const content = contentOf(element);
  const [first, second = -1] = content;
  if (first === undefined || (second >= 0 && first === (second > 0x7f ? 0xff : 0))) {
    throw malformed(element);
  }
  return BigInt.asIntN(8 * content.length, BigInt(`0x${toHex(content)}`));
}

/** The digits of an INTEGER without its sign, in hex, two for each octet. */
export function magnitudeOf(element: Tlv): string {
  const value = integerOf(element);
  const digits = (value < 0n ? -value : value).toString(16);
  return digits.length % 2 === 0 ? digits : `0${digits}`;
}

export function booleanOf(element: Tlv): boolean {
  const octet = toHex(contentOf(element));
  if (octet !== '00' && octet !== 'ff') throw malformed(element);
  return octet === 'ff';
}

/** The octets of a BIT STRING, whose unused bits are zero. */
export function bitsOf(element: Tlv): Uint8Array {
  const [unused = 8] = contentOf(element);
  const octets = contentOf(element).subarray(1);
  const rest = (octets.at(-1) ?? 0) & ((1 << unused) - 1);
  if (unused > (octets.length === 0 ? 0 : 7) || rest !== 0) {
    throw malformed(element);
  }
  return octets;
}

export const latin1 = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => String.fromCharCode(octet)).join('');

const matching = (form: RegExp) => (octets: Uint8Array) => {
  const text = latin1(octets);
  return form.test(text) ? text : undefined;
};

/**
 * Character strings by tag. Go lets `*` and `&` pass in a PrintableString (encoding/asn1, isPrintable); T61String is
 * read as Latin-1, as OpenSSL does.
 *
 * SIMPLIFIED: BMPString and UniversalString, which RFC 5280 keeps for old certificates only, are taken for no strings.
 */
const STRINGS = new Map<number, (octets: Uint8Array) => string | undefined>([
  [TAG.utf8String, fromUtf8],
  [TAG.numericString, matching(/^[0-9 ]*$/)],
  [TAG.printableString, matching(/^[A-Za-z0-9 '()+,\-./:=?*&]*$/)],
  [TAG.t61String, latin1],
  // eslint-disable-next-line no-control-regex -- IA5 is all of ASCII
  [TAG.ia5String, matching(/^[\x00-\x7f]*$/)],
]);

/**
 * The text of a character string, or `undefined` where the element is none. `tag` is its type where the element's own
 * tag is an implicit one.
 */
export function stringOf(element: Tlv, tag: number = element.tag): string | undefined {
  const read = STRINGS.get(tag);
  const text = read?.(contentOf(element));
  if (read && text === undefined) throw malformed(element);
  return text;
}
