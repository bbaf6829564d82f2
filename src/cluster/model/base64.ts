/**
 * Bytes as text: base64, base64url, hex and UTF-8, written with ES2023 alone, because `atob`, `Buffer` and
 * `TextDecoder` belong to a page or to Node and the folders that need these run anywhere.
 */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const SEXTETS: ReadonlyMap<string, number> = new Map(
  Array.from(ALPHABET, (character, value) => [character, value]),
);

/** Base64 in one line, with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 63);
    text += left > 1 ? ALPHABET.charAt((group >> 6) & 63) : '=';
    text += left > 2 ? ALPHABET.charAt(group & 63) : '=';
  }
  return text;
}

/** Base64 for names and JWS: `-` and `_`, no padding (RFC 4648 section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * The bytes of a padded base64 text, or `undefined` where it is none. Line breaks are skipped and spare bits at the end
 * may be anything, as in Go's `base64.StdEncoding`.
 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const digits = text.replaceAll('\n', '').replaceAll('\r', '');
  if (digits.length % 4 !== 0) return undefined;
  const padding = digits.endsWith('==') ? 2 : digits.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((digits.length / 4) * 3 - padding);
  const used = digits.length - padding;
  let group = 0;
  for (let at = 0, out = 0; at < digits.length; at += 1) {
    const sextet = at < used ? SEXTETS.get(digits.charAt(at)) : 0;
    if (sextet === undefined) return undefined;
    group = (group << 6) | sextet;
    if (at % 4 !== 3) continue;
    for (const shift of [16, 8, 0]) {
      if (out < bytes.length) bytes[out] = (group >> shift) & 255;
      out += 1;
    }
    group = 0;
  }
  return bytes;
}

/** Lower-case hex without separators. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** The bytes of a hex text with an even number of digits of either case, or `undefined`. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = Number.parseInt(text.slice(2 * at, 2 * at + 2), 16);
  }
  return bytes;
}

/** UTF-8; half a surrogate pair becomes U+FFFD. */
export function toUtf8(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (const character of text) {
    const found = character.codePointAt(0) ?? 0;
    const point = found >= 0xd800 && found <= 0xdfff ? 0xfffd : found;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000) {
      bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    } else {
      bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63));
      bytes.push(0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    }
  }
  return Uint8Array.from(bytes);
}

/** The smallest code point that needs so many further bytes; a longer form of a smaller one is not UTF-8. */
const SMALLEST: readonly number[] = [0, 0x80, 0x800, 0x10000];

/** The text of UTF-8 bytes, or `undefined` where they are not UTF-8 (RFC 3629: shortest form, no surrogates). */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const further = first < 0x80 ? 0 : first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    if (further < 0 || first > 0xf4 || at + further >= bytes.length) return undefined;
    let point = further === 0 ? first : first & (0x3f >> further);
    for (let next = 1; next <= further; next += 1) {
      const byte = bytes[at + next] ?? 0;
      if (byte >> 6 !== 2) return undefined;
      point = (point << 6) | (byte & 63);
    }
    const surrogate = point >= 0xd800 && point <= 0xdfff;
    if (point < (SMALLEST[further] ?? 0) || point > 0x10ffff || surrogate) return undefined;
    text += String.fromCodePoint(point);
    at += further + 1;
  }
  return text;
}
