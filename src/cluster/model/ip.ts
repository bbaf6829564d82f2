/** IP addresses as Go's `net` package reads and prints them. */

function ipv4(text: string): number[] | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  // Go 1.17 and later refuse leading zeros; so do we.
  if (!parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.map(Number);
}

/** The 16-bit groups of one side of `::`; an IPv4 address may stand at the very end. */
function groups(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const tail = last && parts.at(-1)?.includes('.') ? ipv4(parts.pop() ?? '') : [];
  if (!tail || !parts.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part))) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = tail;
  const numbers = parts.map((part) => Number.parseInt(part, 16));
  return tail.length === 0 ? numbers : [...numbers, (a << 8) | b, (c << 8) | d];
}

function ipv6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return undefined;
  const head = groups(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? groups(halves[1] ?? '', true) : [];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...Array<number>(missing).fill(0), ...tail];
  return all.flatMap((group) => [group >> 8, group & 255]);
}

const isMapped = (bytes: readonly number[]): boolean =>
  bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;

/** 4 or 16 bytes, or `undefined` where the text is no address. An IPv4-mapped IPv6 address has 4 (Go's `To4`). */
export function parseIp(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = ipv4(text) ?? ipv6(text);
  if (!bytes) return undefined;
  return Uint8Array.from(bytes.length === 16 && isMapped(bytes) ? bytes.slice(12) : bytes);
}

/** First and length of the longest run of two or more zero groups; RFC 5952 shortens the first of equals. */
function longestZeros(all: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 1 };
  for (let start = 0; start < all.length; start += 1) {
    let length = 0;
    while (start + length < all.length && all[start + length] === 0) length += 1;
    if (length > best.length) best = { start, length };
  }
  return best;
}

/** The address as Go's `net.IP.String` prints it; `undefined` where there are neither 4 nor 16 bytes. */
export function formatIp(address: Uint8Array): string | undefined {
  const bytes = [...address];
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length !== 16) return undefined;
  if (isMapped(bytes)) return bytes.slice(12).join('.');
  const all = Array.from(
    { length: 8 },
    (_, at) => ((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0),
  );
  const hex = all.map((group) => group.toString(16));
  const zeros = longestZeros(all);
  if (zeros.length < 2) return hex.join(':');
  return `${hex.slice(0, zeros.start).join(':')}::${hex.slice(zeros.start + zeros.length).join(':')}`;
}
