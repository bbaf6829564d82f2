/** The values of primitive elements. Each function throws `DerError` where the content does not fit the type. */
import { fromUtf8, toHex } from '../cluster/model/base64.ts';
import { DerError } from './der-error.ts';
import { contentOf, TAG, type Tlv } from './tlv.ts';

/** The element, if it has the tag; `what` is its name in RFC 5280 or RFC 2986. */
export function withTag(element: Tlv | undefined, tag: number, what: string, at: number): Tlv {
  if (!element) throw new DerError(`${what} is missing`, at);
  if (element.tag === tag) return element;
  const [wanted, found] = [tag, element.tag].map((octet) => octet.toString(16).padStart(2, '0'));
  throw new DerError(`${what} has tag 0x${found} instead of 0x${wanted}`, element.start);
}

/** Dotted form of an OBJECT IDENTIFIER; arcs from 2^31 on are refused, as Go's encoding/asn1 does. */
export function oidOf(bytes: Uint8Array, element: Tlv): string {
  const arcs: number[] = [];
  let arc = 0;
  let open = true;
  for (const octet of contentOf(bytes, element)) {
    const padded = octet === 0x80 && arc === 0;
    arc = arc * 128 + (octet & 0x7f);
    if (padded || arc >= 2 ** 31) throw new DerError('an object identifier is malformed', element.start);
    open = octet > 0x7f;
    if (open) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first, ...rest] = arcs;
  if (open || first === undefined) throw new DerError('an object identifier is cut off', element.start);
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - 40 * root, ...rest].join('.');
}

/** An INTEGER of any size, in its shortest form. */
export function integerOf(bytes: Uint8Array, element: Tlv): bigint {
  const content = contentOf(bytes, element);
  const [first, second] = content;
  if (first === undefined) throw new DerError('an integer is empty', element.start);
  const padded = second !== undefined && first === (second > 0x7f ? 0xff : 0);
  if (padded) throw new DerError('an integer is not in its shortest form', element.start);
  const value = BigInt(`0x${toHex(content)}`);
  return first > 0x7f ? value - (1n << BigInt(8 * content.length)) : value;
}

export function booleanOf(bytes: Uint8Array, element: Tlv): boolean {
  const octet = bytes[element.content];
  if (element.end - element.content !== 1 || (octet !== 0 && octet !== 0xff)) {
    throw new DerError('a boolean is neither 00 nor ff', element.start);
  }
  return octet === 0xff;
}

/** The octets of a BIT STRING and how many bits of the last one do not count. */
export function bitsOf(bytes: Uint8Array, element: Tlv): { octets: Uint8Array; unused: number } {
  const unused = contentOf(bytes, element)[0] ?? 8;
  const octets = bytes.subarray(element.content + 1, element.end);
  if (unused > (octets.length === 0 ? 0 : 7)) {
    throw new DerError('a bit string has a wrong number of unused bits', element.start);
  }
  if (((octets.at(-1) ?? 0) & ((1 << unused) - 1)) !== 0) {
    throw new DerError('unused bits of a bit string are set', element.start);
  }
  return { octets, unused };
}

const ascii = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => String.fromCharCode(octet)).join('');

function wide(octets: Uint8Array, width: 2 | 4): string | undefined {
  if (octets.length % width !== 0) return undefined;
  let text = '';
  for (let at = 0; at < octets.length; at += width) {
    let point = 0;
    for (const octet of octets.subarray(at, at + width)) point = point * 256 + octet;
    if (point > 0x10ffff) return undefined;
    text += width === 2 ? String.fromCharCode(point) : String.fromCodePoint(point);
  }
  return text;
}

/** Go lets `*` and `&` pass in a PrintableString (encoding/asn1, isPrintable). */
const PRINTABLE = /^[A-Za-z0-9 '()+,\-./:=?*&]*$/;

function textOf(octets: Uint8Array, tag: number): string | undefined {
  const text = ascii(octets);
  switch (tag) {
    case TAG.utf8String:
      return fromUtf8(octets);
    case TAG.printableString:
      return PRINTABLE.test(text) ? text : undefined;
    case TAG.numericString:
      return /^[0-9 ]*$/.test(text) ? text : undefined;
    case TAG.t61String:
      return text;
    case TAG.bmpString:
      return wide(octets, 2);
    case TAG.universalString:
      return wide(octets, 4);
    default:
      return octets.every((octet) => octet < 0x80) ? text : undefined;
  }
}

const STRINGS: readonly number[] = [
  TAG.utf8String,
  TAG.printableString,
  TAG.numericString,
  TAG.t61String,
  TAG.ia5String,
  TAG.bmpString,
  TAG.universalString,
];

export const isString = (element: Tlv): boolean => STRINGS.includes(element.tag);

/** A character string; `tag` where the element's own is an implicit one. T61String is read as Latin-1, as all do. */
export function stringOf(bytes: Uint8Array, element: Tlv, tag: number = element.tag): string {
  const text = textOf(contentOf(bytes, element), tag);
  if (text === undefined) throw new DerError('a string has characters outside of its type', element.start);
  return text;
}
