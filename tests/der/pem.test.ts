import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pemEncode, PemError, readPem } from '../../src/der/index.ts';

const BLOCK = pemEncode(
  'CERTIFICATE',
  Uint8Array.from({ length: 60 }, (_, at) => at),
);

describe('pasted PEM', () => {
  it('gives the bytes of the first block of the type', () => {
    const other = pemEncode('X', Uint8Array.of(1));
    expect(readPem(`noise\n${other}${BLOCK}${BLOCK}`, 'CERTIFICATE')).toHaveLength(60);
    expect(readPem(other + BLOCK, 'X')).toEqual(Uint8Array.of(1));
  });

  it.each([
    ['', 'no BEGIN line', 1],
    ['MIIB', 'no BEGIN line', 1],
    [pemEncode('X', Uint8Array.of(1)), 'no BEGIN line', 1],
    [
      `\n${BLOCK.replace('CERTIFICATE-----', 'CERTIFICATE')}`,
      'BEGIN line without dashes at its end',
      2,
    ],
    [BLOCK.replace(/-----END.*\n/, ''), 'no END line', 3],
    [BLOCK.replace('END CERTIFICATE', 'END X'), 'END line of another type', 4],
    [BLOCK.replace('AAEC', 'AA*C'), 'not base64', 2],
    [BLOCK.replace('AAEC', 'AAE'), 'not base64', 2],
  ])('%j', (text, problem, line) => {
    const read = () => readPem(text, 'CERTIFICATE');
    expect(read).toThrow(PemError);
    expect(read).toThrow(expect.objectContaining({ problem, line }));
    expect(read).toThrow(`no PEM block of type CERTIFICATE: ${problem}, line ${line}`);
  });

  it('whatever one character of a block is changed to, there are bytes or a PemError', () => {
    fc.assert(
      fc.property(fc.nat(BLOCK.length - 1), fc.string({ maxLength: 2 }), (at, change) => {
        try {
          readPem(BLOCK.slice(0, at) + change + BLOCK.slice(at + 1), 'CERTIFICATE');
        } catch (error) {
          expect(error).toBeInstanceOf(PemError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
