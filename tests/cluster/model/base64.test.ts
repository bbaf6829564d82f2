import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromBase64,
  fromHex,
  fromUtf8,
  toBase64,
  toBase64Url,
  toHex,
  toUtf8,
} from '../../../src/cluster/model/base64.ts';

const bytes = fc.uint8Array({ maxLength: 80 });

describe('base64, hex and UTF-8 agree with Node', () => {
  it('bytes to text', () => {
    fc.assert(
      fc.property(bytes, (octets) => {
        const theirs = Buffer.from(octets);
        expect(toBase64(octets)).toBe(theirs.toString('base64'));
        expect(toBase64Url(octets)).toBe(theirs.toString('base64url'));
        expect(toHex(octets)).toBe(theirs.toString('hex'));
      }),
    );
  });

  it('and back', () => {
    fc.assert(
      fc.property(bytes, (octets) => {
        expect(fromBase64(toBase64(octets))).toEqual(octets);
        expect(fromHex(toHex(octets).toUpperCase())).toEqual(octets);
      }),
    );
  });

  it('text to UTF-8, also where half a surrogate pair stands alone', () => {
    const units = fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes));
    fc.assert(
      fc.property(units, (text) => {
        expect(toUtf8(text)).toEqual(new Uint8Array(new TextEncoder().encode(text)));
      }),
    );
  });

  it('UTF-8 to text, and nothing where the bytes are not UTF-8', () => {
    const strict = (octets: Uint8Array) => {
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
      } catch {
        return undefined;
      }
    };
    const near = fc.array(
      fc.constantFrom(0x41, 0xc1, 0xc3, 0xa4, 0xe0, 0xed, 0x9f, 0xa0, 0xf0, 0x90, 0x80, 0xf4, 0xf5),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          bytes,
          near.map((codes) => Uint8Array.from(codes)),
        ),
        (octets) => {
          expect(fromUtf8(octets)).toBe(strict(octets));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('texts that are no base64', () => {
  it.each(['A', 'AA', 'AAA', 'AA=A', 'A===', '====', 'AA-_', 'AA A', 'ä===', 'AAAA='])(
    '"%s"',
    (text) => {
      expect(fromBase64(text)).toBeUndefined();
    },
  );

  it('line ends are passed over and spare bits may be set, as in Go', () => {
    expect(fromBase64('AA\r\nB=\n')).toEqual(Uint8Array.of(0, 0));
  });

  it.each(['0', '0g', ' 00', '0x00'])('nor hex: "%s"', (text) => {
    expect(fromHex(text)).toBeUndefined();
  });
});
