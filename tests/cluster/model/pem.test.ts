import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pemBlocks, pemEncode } from '../../../src/cluster/model/pem.ts';

const bytes = Uint8Array.from({ length: 100 }, (_, at) => at);
const BLOCK = pemEncode('CERTIFICATE', bytes);

const found = (text: string) =>
  pemBlocks(text).map(({ type, bytes: octets }) => [type, octets.length]);

describe('PEM as Go reads it', () => {
  it('lines of 64 characters, a line feed at the end', () => {
    expect(BLOCK.split('\n').map((line) => line.length)).toEqual([27, 64, 64, 8, 25, 0]);
  });

  it.each([
    ['text around it', `before\n${BLOCK}after\n`],
    ['no line feed at the end', BLOCK.trimEnd()],
    ['lines that end with CR LF', BLOCK.replaceAll('\n', '\r\n')],
    ['blanks at the ends of lines', BLOCK.replaceAll('\n', ' \t\n')],
    ['one long line', BLOCK.replace(/(?<=[A-Za-z0-9+/])\n(?=[A-Za-z0-9+/])/g, '')],
    ['an empty line first', BLOCK.replace('\n', '\n\n')],
    ['a block before that does not end', `-----BEGIN X-----\nAAAA\n${BLOCK}`],
    ['a BEGIN line without dashes before', `-----BEGIN X\n${BLOCK}`],
    ['a block before that ends as another', `-----BEGIN X-----\n-----END Y-----\n${BLOCK}`],
    ['a block before that is no base64', `-----BEGIN X-----\nA\n-----END X-----\n${BLOCK}`],
  ])('%s', (_, text) => {
    expect(found(text)).toEqual([['CERTIFICATE', 100]]);
  });

  it.each([
    ['nothing', ''],
    ['a BEGIN line in the middle of a line', ` ${BLOCK}`],
    ['no END line', BLOCK.replace(/-----END.*/, '')],
    ['an END line of another type', BLOCK.replace('END CERTIFICATE', 'END X')],
    ['text after the END line', BLOCK.replace(/\n$/, ' x')],
    ['a character that is no base64', BLOCK.replace('AAEC', 'AA*C')],
  ])('no block: %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it('headers are read, and an empty block is a block', () => {
    const text =
      '-----BEGIN X-----\nProc-Type: 4,ENCRYPTED\nA:b:c\n\nAAAA\n-----END X-----\n-----BEGIN Y-----\n-----END Y-----\n';
    expect(pemBlocks(text)).toMatchObject([
      { type: 'X', headers: { 'Proc-Type': '4,ENCRYPTED', A: 'b:c' }, bytes: { length: 3 } },
      { type: 'Y', headers: {}, bytes: { length: 0 } },
    ]);
  });

  it('places in the text', () => {
    const text = `one\n${BLOCK}two\n${BLOCK}`;
    for (const { start, end } of pemBlocks(text)) expect(text.slice(start, end)).toBe(BLOCK);
  });

  it('what is encoded is what is decoded, one after the other', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 4 }), (all) => {
        const text = all.map((octets) => pemEncode('X', octets)).join('noise\n');
        expect(pemBlocks(text).map((block) => block.bytes)).toEqual(all);
      }),
    );
  });

  it('regression: many BEGIN lines take time in proportion to their number, not to its square', () => {
    const text = '-----BEGIN X-----\na:b\n'.repeat(100_000);
    const started = performance.now();
    expect(pemBlocks(text)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
