import { describe, expect, it } from 'vitest';
import { allowedPins, pinProblem } from '../../../../src/cluster/kubeadm/discovery/pin.ts';

const HASH = '345959acb2c3b2feb87d281961c893f62a314207ef02599f1cc4a5fb255480b3';

describe('allowedPins', () => {
  it('takes prefix and hex in either case', () => {
    expect(allowedPins([`SHA256:${HASH.toUpperCase()}`], '1.36')).toEqual({
      ok: true,
      pins: new Set([HASH]),
    });
  });

  it.each([
    [
      HASH,
      'invalid public key hash, expected "format:value"',
      'invalid hash, expected "format:hex-value". Known format(s) are: sha256',
    ],
    [
      'md5:00',
      'unknown hash format "md5"',
      'unknown hash format "md5". Known format(s) are: sha256',
    ],
    [
      'sha256:0011',
      'expected a 32 byte SHA-256 hash, found 2 bytes',
      'invalid hash "sha256:0011", expected a 32 byte SHA-256 hash, found 2 bytes',
    ],
    [
      `sha256:z${HASH.slice(1)}`,
      "encoding/hex: invalid byte: U+007A 'z'",
      `invalid hash "sha256:z${HASH.slice(1)}", could not decode SHA-256 from hex: encoding/hex: invalid byte: U+007A 'z'`,
    ],
  ])('says what is wrong with %s, before 1.21 and from then on', (pin, before, after) => {
    expect(allowedPins([pin], '1.8')).toMatchObject({ ok: false, error: before });
    expect(allowedPins([pin], '1.20')).toMatchObject({ ok: false, error: before });
    expect(allowedPins([pin], '1.21')).toMatchObject({ ok: false, error: after });
    expect(allowedPins([pin], '1.36')).toMatchObject({ ok: false, error: after });
  });

  it('looks at the first pin only in releases that return after it', () => {
    const other = HASH.replaceAll('3', '4');
    const pins = [`sha256:${HASH}`, `sha256:${other}`];
    expect(allowedPins(pins, '1.8').pins).toEqual(new Set([HASH]));
    expect(allowedPins(pins, '1.21').pins).toEqual(new Set([HASH]));
    expect(allowedPins(pins, '1.22').pins).toEqual(new Set([HASH, other]));
  });
});

describe('pinProblem', () => {
  it('is content with one key of the bundle', () => {
    expect(pinProblem(['aa', HASH], new Set([HASH]), '1.36')).toBeUndefined();
  });

  it('names the keys that it found', () => {
    expect(pinProblem(['aa', 'bb'], new Set([HASH]), '1.36')).toBe(
      'none of the public keys "sha256:aa:sha256:bb" are pinned',
    );
    expect(pinProblem(['aa'], new Set([HASH]), '1.14')).toBe('public key sha256:aa not pinned');
    expect(pinProblem(['aa'], new Set([HASH]), '1.15')).toBe(
      'none of the public keys "sha256:aa" are pinned',
    );
  });
});
