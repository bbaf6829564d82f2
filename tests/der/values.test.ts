import { describe, expect, it } from 'vitest';
import { timeParts } from '../../src/der/time.ts';
import { parseDer } from '../../src/der/tlv.ts';
import {
  bitsOf,
  booleanOf,
  integerOf,
  magnitudeOf,
  oidOf,
  stringOf,
} from '../../src/der/values.ts';
import { hex } from './made.ts';

const read = (text: string) => parseDer(hex(text));
const ascii = (tag: string, text: string) => {
  const octets = Buffer.from(text, 'latin1');
  return read(`${tag} ${octets.length.toString(16).padStart(2, '0')} ${octets.toString('hex')}`);
};

describe('values', () => {
  it.each([
    ['06 01 2a', '1.2'],
    ['06 09 2a864886f70d01010b', '1.2.840.113549.1.1.11'],
    ['06 03 883703', '2.999.3'],
    ['06 06 2a 87ffffff7f', '1.2.2147483647'],
  ])('object identifier %s', (text, dotted) => {
    expect(oidOf(read(text))).toBe(dotted);
  });

  it.each([
    ['no arc', '06 00'],
    ['an arc that is cut off', '06 02 2a 86'],
    ['a zero in front of an arc', '06 03 2a 80 01'],
    ['an arc from 2^31 on', '06 06 2a 8880808000'],
  ])('object identifier with %s', (_, text) => {
    expect(() => oidOf(read(text))).toThrow('malformed objectIdentifier');
  });

  it.each([
    ['02 01 00', 0n, '00'],
    ['02 01 7f', 127n, '7f'],
    ['02 02 00 80', 128n, '80'],
    ['02 01 80', -128n, '80'],
    ['02 01 ff', -1n, '01'],
    ['02 09 00 ff ff ff ff ff ff ff ff', 2n ** 64n - 1n, 'ffffffffffffffff'],
  ])('integer %s', (text, value, magnitude) => {
    expect(integerOf(read(text))).toBe(value);
    expect(magnitudeOf(read(text))).toBe(magnitude);
  });

  it.each(['02 00', '02 02 00 7f', '02 02 ff 80'])(
    'integer %s is not in its shortest form',
    (text) => {
      expect(() => integerOf(read(text))).toThrow('malformed integer');
    },
  );

  it('booleans are 00 and ff', () => {
    expect([booleanOf(read('01 01 00')), booleanOf(read('01 01 ff'))]).toEqual([false, true]);
    for (const text of ['01 00', '01 01 01', '01 02 ff ff']) {
      expect(() => booleanOf(read(text))).toThrow('malformed boolean');
    }
  });

  it('bit strings', () => {
    expect(bitsOf(read('03 03 04 ab f0'))).toEqual(hex('ab f0'));
    expect(bitsOf(read('03 01 00'))).toEqual(hex(''));
    for (const text of ['03 00', '03 01 01', '03 02 08 00', '03 02 04 0f']) {
      expect(() => bitsOf(read(text))).toThrow('malformed bitString');
    }
  });

  it.each([
    ['UTF8String', read('0c 02 c3a4'), 'ä'],
    ['PrintableString', ascii('13', "aZ9 '()+,-./:=?*&"), "aZ9 '()+,-./:=?*&"],
    ['NumericString', ascii('12', '0 9'), '0 9'],
    ['IA5String', ascii('16', 'a@b\x7f'), 'a@b\x7f'],
    ['T61String, as Latin-1', ascii('14', 'ä'), 'ä'],
    ['no string', read('05 00'), undefined],
  ])('%s', (_, element, text) => {
    expect(stringOf(element)).toBe(text);
  });

  it.each([
    ['utf8String', read('0c 01 c3')],
    ['printableString', ascii('13', 'a@b')],
    ['numericString', ascii('12', 'a')],
    ['ia5String', ascii('16', 'ä')],
  ])('a %s with a character outside of its type', (name, element) => {
    expect(() => stringOf(element)).toThrow(`malformed ${name}, at byte 0`);
  });
});

describe('times', () => {
  it.each([
    ['17', '260228235959Z', [2026, 2, 28, 23, 59, 59]],
    ['17', '500101000000Z', [1950, 1, 1, 0, 0, 0]],
    ['17', '491231000000Z', [2049, 12, 31, 0, 0, 0]],
    ['18', '20500101000000Z', [2050, 1, 1, 0, 0, 0]],
    ['18', '20240229000000Z', [2024, 2, 29, 0, 0, 0]],
    ['18', '20000229000000Z', [2000, 2, 29, 0, 0, 0]],
  ])('%s %s', (tag, text, parts) => {
    expect(timeParts(ascii(tag, text))).toEqual(parts);
  });

  it.each([
    ['17', ''],
    ['17', '2602282359Z'],
    ['17', '260228235959'],
    ['17', '260228235959+0100'],
    ['17', '260229000000Z'],
    ['17', '261301000000Z'],
    ['17', '260001000000Z'],
    ['17', '260131240000Z'],
    ['17', '260431000000Z'],
    ['18', '21000229000000Z'],
    ['18', '20260228235959.5Z'],
    ['18', '260228235959Z'],
  ])('%s "%s" is malformed', (tag, text) => {
    expect(() => timeParts(ascii(tag, text))).toThrow('malformed');
  });
});
