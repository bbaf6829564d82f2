/**
 * Random draws that are addressed by a purpose: `roll(seed, 'name/req-17')`. A new draw shifts no other, and a log can
 * be made again from its seed. Not for keys: those come from the CSPRNG behind the crypto port.
 */

/** 53 bits of MurmurHash3-like mixing over the text (cyrb53, public domain), as two 32-bit words. */
function hash(text: string): readonly [number, number] {
  let h1 = 0xdeadbeef;
  let h2 = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    h1 = Math.imul(h1 ^ code, 2654435761);
    h2 = Math.imul(h2 ^ code, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return [h1 >>> 0, h2 >>> 0];
}

/** A number in [0, 1), uniform, determined by seed and purpose. */
export function roll(seed: string, purpose: string): number {
  const [high, low] = hash(`${seed}\u0000${purpose}`);
  return ((high & 0x1fffff) * 0x100000000 + low) / 0x20000000000000;
}

/** The alphabet of staging/src/k8s.io/apimachinery/pkg/util/rand (no vowels, no look-alikes). */
const NAME_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** `length` characters of a generated name: what the API server appends to `generateName`. */
export function rollName(seed: string, purpose: string, length = 5): string {
  return Array.from({ length }, (_, index) =>
    NAME_ALPHABET.charAt(Math.floor(roll(seed, `${purpose}/${index}`) * NAME_ALPHABET.length)),
  ).join('');
}

/** `bytes` random bytes in lower-case hex. */
export function rollHex(seed: string, purpose: string, bytes: number): string {
  return Array.from({ length: bytes }, (_, index) =>
    Math.floor(roll(seed, `${purpose}/${index}`) * 256)
      .toString(16)
      .padStart(2, '0'),
  ).join('');
}

/** A version 4 UUID, as `metadata.uid` has it. */
export function rollUid(seed: string, purpose: string): string {
  const hex = rollHex(seed, purpose, 16);
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
