import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, toUtf8 } from '../../src/cluster/model/base64.ts';
import { timeParts } from '../../src/der/time.ts';
import { parseDer } from '../../src/der/tlv.ts';
import { integerOf, oidOf, stringOf } from '../../src/der/values.ts';
import {
  directoryString,
  element,
  oid,
  setOf,
  time,
  unsigned,
  unsignedHex,
} from '../../src/pki/encode.ts';

describe('DER that is written', () => {
  it.each([
    ['an empty element', element(0x30), '3000'],
    ['127 bytes: the last short length', element(4, new Uint8Array(127)).subarray(0, 3), '047f00'],
    [
      '128 bytes: the first long length',
      element(4, new Uint8Array(128)).subarray(0, 4),
      '04818000',
    ],
    ['65536 bytes', element(4, new Uint8Array(65536)).subarray(0, 5), '0483010000'],
    ['a number with its top bit set', unsigned(Uint8Array.of(0x80)), '02020080'],
    ['a number with zeros in front', unsigned(Uint8Array.of(0, 0, 1)), '020101'],
    ['zero', unsigned(Uint8Array.of(0)), '020100'],
    ['an odd number of hex digits', unsignedHex('fff'), '02020fff'],
    ['an object identifier', oid('1.2.840.113549.1.1.11'), '06092a864886f70d01010b'],
    ['one whose first two arcs do not fit into an octet', oid('2.999.1'), '0603883701'],
  ])('%s', (_, bytes, hex) => {
    expect(toHex(bytes)).toBe(hex);
  });

  it('a set is sorted by its octets, a shorter prefix first', () => {
    const items = ['0402ff00', '0401ff', '0402ff'].map((hex) => fromHex(hex)!);
    expect(toHex(setOf(items))).toBe('310a0401ff0402ff0402ff00');
  });

  it.each([
    ["printable: letters, digits, ' ( ) + , - . / : = ?", "aZ09 '()+,-./:=?", 0x13],
    ['an asterisk is not', '*', 0x0c],
    ['nor an ampersand', '&', 0x0c],
    ['nor an at sign', 'node@1', 0x0c],
    ['nor an underscore', 'a_b', 0x0c],
    ['nor anything beyond ASCII', 'ä', 0x0c],
    ['the empty string is', '', 0x13],
  ])('%s', (_, text, tag) => {
    expect(directoryString(text)[0]).toBe(tag);
  });

  it.each(['3.1', '1', '1.', '1.02', 'a.b', ''])('"%s" is no object identifier', (text) => {
    expect(() => oid(text)).toThrow(`"${text}" is no object identifier`);
  });

  it('what is written is what is read', () => {
    const arc = fc.nat(2 ** 31 - 100);
    const characters = fc.array(fc.constantFrom('a', 'Z', '0', ' ', '=', '*', '@', 'ä', '节', '🖧'));
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 200n }),
        characters.map((all) => all.join('')),
        fc.array(arc, { minLength: 1 }),
        (number, text, arcs) => {
          expect(integerOf(parseDer(unsignedHex(number.toString(16))))).toBe(number);
          const string = directoryString(text);
          expect(stringOf(parseDer(string))).toBe(text);
          const dotted = ['2', ...arcs].join('.');
          expect(oidOf(parseDer(oid(dotted)))).toBe(dotted);
        },
      ),
    );
  });

  it('a time is read as it was written, whatever its form', () => {
    const seconds = fc.integer({
      min: Date.UTC(1900, 0, 1) / 1000,
      max: Date.UTC(9999, 11, 31) / 1000,
    });
    fc.assert(
      fc.property(seconds, (second) => {
        const [year, month, ...rest] = timeParts(parseDer(time(second * 1000)));
        expect(Date.UTC(year, month - 1, ...rest)).toBe(second * 1000);
      }),
    );
  });

  it('UTF-8 is counted in octets', () => {
    expect(toHex(directoryString('ä'))).toBe(`0c02${toHex(toUtf8('ä'))}`);
  });
});
