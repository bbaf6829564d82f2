/** --discovery-token-ca-cert-hash: which public keys a cluster's CA may have (cmd/kubeadm/app/util/pubkeypin/pubkeypin.go). */
import { notPinnedText, pinsLookedAt, pinTexts } from '../../../releases/discovery.ts';
import type { Release } from '../../../releases/release.ts';
import { fromHex } from '../../model/base64.ts';

/** SHA-256 hashes of SubjectPublicKeyInfos, lower-case hex. */
export type PinSet = ReadonlySet<string>;

export type Pins =
  | { readonly ok: true; readonly pins: PinSet }
  | { readonly ok: false; readonly error: string; readonly pins: PinSet };

const KNOWN_FORMATS = 'sha256';
const HASH_BYTES = 32;

/** `sha256:<hex>` for a hash over a DER SubjectPublicKeyInfo. */
export const pinOf = (spkiHash: string): string => `${KNOWN_FORMATS}:${spkiHash}`;

function sha256Problem(value: string, release: Release): string | undefined {
  const bytes = Math.floor(value.length / 2);
  if (bytes !== HASH_BYTES)
    return `expected a ${HASH_BYTES} byte SHA-256 hash, found ${bytes} bytes`;
  if (fromHex(value)) return undefined;
  const bad = [...value].find((character) => !/[0-9a-fA-F]/.test(character));
  const cause = bad === undefined ? 'encoding/hex: odd length hex string' : invalidByte(bad);
  return pinTexts.at(release) === 'named' ? `could not decode SHA-256 from hex: ${cause}` : cause;
}

/** Go's hex.InvalidByteError, %#U. */
function invalidByte(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `encoding/hex: invalid byte: U+${code} '${character}'`;
}

function problem(pin: string, release: Release): string | undefined {
  const named = pinTexts.at(release) === 'named';
  const [format = '', value, ...more] = pin.split(':');
  if (value === undefined || more.length > 0) {
    return named
      ? `invalid hash, expected "format:hex-value". Known format(s) are: ${KNOWN_FORMATS}`
      : 'invalid public key hash, expected "format:value"';
  }
  if (format.toLowerCase() !== KNOWN_FORMATS) {
    return `unknown hash format "${format}"${named ? `. Known format(s) are: ${KNOWN_FORMATS}` : ''}`;
  }
  const wrong = sha256Problem(value, release);
  return wrong === undefined || !named ? wrong : `invalid hash "${pin}", ${wrong}`;
}

/**
 * The set that pins make, or what is wrong with the first bad one. Prefix and hex may be of either case. Up to 1.21 the
 * first pin alone is looked at.
 */
export function allowedPins(pins: readonly string[], release: Release): Pins {
  const looked = pinsLookedAt.at(release) === 'all' ? pins : pins.slice(0, 1);
  const hashes = new Set<string>();
  for (const pin of looked) {
    const error = problem(pin, release);
    if (error !== undefined) return { ok: false, error, pins: hashes };
    hashes.add(pin.slice(pin.indexOf(':') + 1).toLowerCase());
  }
  return { ok: true, pins: hashes };
}

/**
 * Why none of the CA's keys is pinned, or undefined where one is.
 * @param spkiHashes hashes of the certificates in the bundle, in order
 */
export function pinProblem(
  spkiHashes: readonly string[],
  pins: PinSet,
  release: Release,
): string | undefined {
  if (spkiHashes.some((hash) => pins.has(hash))) return undefined;
  const keys = spkiHashes.map(pinOf).join(':');
  return notPinnedText.at(release) === 'any'
    ? `none of the public keys "${keys}" are pinned`
    : `public key ${keys} not pinned`;
}
