/** Writes DER (ITU-T X.690), as far as certificates and requests need it. Every function gives a whole element. */
import { fromHex, toUtf8 } from '../cluster/model/base64.ts';
import { TAG } from '../der/tlv.ts';

/** Bytes of one's own, as WebCrypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>;

export function joined(parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Big-endian octets of a number, without zeros in front. */
function octetsOf(value: number): number[] {
  const octets: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return octets;
}

export function element(tag: number, ...content: readonly Uint8Array[]): Bytes {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  const octets = octetsOf(length);
  const head = length < 0x80 ? [tag, length] : [tag, 0x80 | octets.length, ...octets];
  return joined([Uint8Array.from(head), ...content]);
}

export const sequence = (...content: readonly Uint8Array[]): Bytes =>
  element(TAG.sequence, ...content);

const compare = (a: Uint8Array, b: Uint8Array): number => {
  const at = a.findIndex((octet, index) => octet !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
};

/** A SET OF, whose elements DER sorts by their octets. */
export const setOf = (items: readonly Uint8Array[]): Bytes =>
  element(TAG.set, ...items.toSorted(compare));

/** A field with an explicit context-specific tag. */
export const explicit = (number: number, ...content: readonly Uint8Array[]): Bytes =>
  element(0xa0 | number, ...content);

export const octetString = (content: Uint8Array): Bytes => element(TAG.octetString, content);

/** A BIT STRING whose last octet has so many unused bits. */
export const bitString = (content: Uint8Array, unused = 0): Bytes =>
  element(TAG.bitString, Uint8Array.of(unused), content);

export const TRUE: Bytes = element(TAG.boolean, Uint8Array.of(0xff));

export const NULL: Bytes = element(TAG.null);

/** An INTEGER from the big-endian octets of an unsigned number, in its shortest form. */
export function unsigned(octets: Uint8Array): Bytes {
  const first = octets.findIndex((octet) => octet !== 0);
  const digits = first < 0 ? Uint8Array.of(0) : octets.subarray(first);
  const padding = (digits[0] ?? 0) > 0x7f ? Uint8Array.of(0) : new Uint8Array();
  return element(TAG.integer, padding, digits);
}

/** An INTEGER from the hex digits of an unsigned number. Throws `TypeError` where they are none. */
export function unsignedHex(hex: string): Bytes {
  const octets = hex === '' ? undefined : fromHex(hex.length % 2 === 0 ? hex : `0${hex}`);
  if (!octets) throw new TypeError(`"${hex}" is no number in hex`);
  return unsigned(octets);
}

function base128(arc: number): number[] {
  const digits = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) {
    digits.unshift(0x80 | (rest % 128));
  }
  return digits;
}

/** An OBJECT IDENTIFIER from its dotted form. Throws `TypeError` where the text is none. */
export function oid(dotted: string): Bytes {
  if (!/^[0-2](\.(0|[1-9]\d*))+$/.test(dotted))
    throw new TypeError(`"${dotted}" is no object identifier`);
  const [root = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(
    TAG.objectIdentifier,
    Uint8Array.from([40 * root + second, ...rest].flatMap(base128)),
  );
}

/**
 * A string as Go's encoding/asn1 picks its type: PrintableString where every character is in that set (without the `*`
 * and `&` that it accepts when reading), else UTF8String (marshal.go, makeBody).
 */
export function directoryString(text: string): Bytes {
  const printable = /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text);
  return element(printable ? TAG.printableString : TAG.utf8String, toUtf8(text));
}

/** UTCTime, and GeneralizedTime before 1950 and from 2050 on (RFC 5280 section 4.1.2.5); whole seconds. */
export function time(instant: number): Bytes {
  const digits = new Date(instant)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '');
  const year = Number(digits.slice(0, 4));
  const short = year >= 1950 && year < 2050;
  return element(
    short ? TAG.utcTime : TAG.generalizedTime,
    toUtf8(short ? digits.slice(2) : digits),
  );
}
