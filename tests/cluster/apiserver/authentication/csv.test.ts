import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../../../src/cluster/apiserver/authentication/csv.ts';

const recordsOf = (text: string) => {
  const result = parseCsv(text);
  return result.ok ? result.records : result.error;
};

describe('comma-separated values as Go reads them', () => {
  it.each<[string, string, readonly (readonly string[])[]]>([
    [
      'fields and lines',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a last line without a feed', 'a,b', [['a', 'b']]],
    [
      'carriage returns',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['empty lines', '\n\na\n\n', [['a']]],
    ['empty fields', 'a,,c,\n', [['a', '', 'c', '']]],
    ['commas in quotes', '"a,b",c\n', [['a,b', 'c']]],
    ['doubled quotes', '"say ""hi""",x\n', [['say "hi"', 'x']]],
    ['a field over two lines', '"a\nb",c\n', [['a\nb', 'c']]],
    ['blanks, which belong to the field', ' a , b\n', [[' a ', ' b']]],
    ['lines of different lengths', 'a\nb,c\n', [['a'], ['b', 'c']]],
  ])('reads %s', (_, text, records) => {
    expect(recordsOf(text)).toEqual(records);
  });

  it('refuses a quote within a bare field', () => {
    expect(recordsOf('a"b,c\n')).toBe(
      'parse error on line 1, column 2: bare " in non-quoted-field',
    );
  });

  it('refuses a quoted field that goes on after its quote, or never ends', () => {
    expect(recordsOf('"a"b\n')).toContain('extraneous or missing " in quoted-field');
    expect(recordsOf('"a\nb')).toContain('record on line 1; parse error on line 2');
  });
});
