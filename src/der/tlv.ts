import { DerError } from './der-error.ts';

/** One element of DER (ITU-T X.690): identifier octet, length, content; offsets count from the first of `bytes`. */
export interface Tlv {
  readonly bytes: Uint8Array;
  /** The identifier octet as it stands: class, constructed bit and number. */
  readonly tag: number;
  readonly start: number;
  /** Where the content begins; it ends at `end`. */
  readonly content: number;
  readonly end: number;
  /** The elements inside of a constructed one. */
  readonly children: readonly Tlv[];
  /** The field's name in RFC 5280 or RFC 2986, set by whoever reads the structure. */
  name?: string;
  /** DER that stands in the octets of a string, set likewise. */
  inside?: Tlv;
}

/** Identifier octets of the universal types that certificates and requests are made of. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  t61String: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

const CONSTRUCTED = 0x20;

/** Certificates nest about ten deep; more is an attack on the reader's stack. */
const DEEPEST = 32;

/** The length octets at `at`: the length that they give and where the content begins. */
function lengthAt(bytes: Uint8Array, at: number, limit: number): [length: number, content: number] {
  const first = at < limit ? (bytes[at] ?? 0) : 0xff;
  if (first < 0x80) return [first, at + 1];
  const octets = first & 0x7f;
  if (octets === 0) throw new DerError('indefinite length', at);
  if (at + 1 + octets > limit) throw new DerError('length cut off', at);
  if (octets > 4) throw new DerError('length too long', at);
  let length = 0;
  for (const octet of bytes.subarray(at + 1, at + 1 + octets)) length = length * 256 + octet;
  const shortest = octets === 1 ? 0x80 : 256 ** (octets - 1);
  if (length < shortest) throw new DerError('length not in its shortest form', at);
  return [length, at + 1 + octets];
}

function elementAt(bytes: Uint8Array, start: number, limit: number, depth: number): Tlv {
  const tag = bytes[start];
  if (tag === undefined || start >= limit) throw new DerError('element missing', start);
  if ((tag & 0x1f) === 0x1f) throw new DerError('tag number above 30', start);
  if (depth > DEEPEST) throw new DerError('nested too deep', start);
  const [length, content] = lengthAt(bytes, start + 1, limit);
  const end = content + length;
  if (end > limit) throw new DerError(`${end - limit} bytes cut off`, start);
  const children = (tag & CONSTRUCTED) === 0 ? [] : elementsBetween(bytes, content, end, depth + 1);
  return { bytes, tag, start, content, end, children };
}

function elementsBetween(bytes: Uint8Array, from: number, to: number, depth: number): Tlv[] {
  const elements: Tlv[] = [];
  for (let at = from; at < to; at = elements.at(-1)?.end ?? to) {
    elements.push(elementAt(bytes, at, to, depth));
  }
  return elements;
}

/**
 * Reads one DER element that fills `bytes` from `from` to `to`, with everything in it. Throws `DerError` for anything
 * that is not DER: cut off, trailing, indefinite or padded lengths, nesting without end.
 */
export function parseDer(bytes: Uint8Array, from = 0, to = bytes.length): Tlv {
  const element = elementAt(bytes, from, to, 0);
  if (element.end !== to) throw new DerError(`${to - element.end} bytes too many`, element.end);
  return element;
}

/** The content octets of an element, not copied. */
export const contentOf = ({ bytes, content, end }: Tlv): Uint8Array => bytes.subarray(content, end);

/** All octets of an element, not copied. */
export const octetsOf = ({ bytes, start, end }: Tlv): Uint8Array => bytes.subarray(start, end);
