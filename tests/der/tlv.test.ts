import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DerError, parseDer, type Tlv } from '../../src/der/index.ts';
import { hex } from './made.ts';

describe('elements', () => {
  it('have their places in the whole, at every depth', () => {
    const outer = parseDer(hex('30 08 02 01 05 30 03 01 01 ff'));
    const places = (element: Tlv): unknown[] => [
      element.start,
      element.content,
      element.end,
      ...element.children.map(places),
    ];
    expect(places(outer)).toEqual([0, 2, 10, [2, 4, 5], [5, 7, 10, [7, 9, 10]]]);
  });

  it('may be read out of the middle of bytes', () => {
    expect(parseDer(hex('ff ff 02 01 05 ff'), 2, 5)).toMatchObject({
      tag: 2,
      start: 2,
      content: 4,
      end: 5,
    });
  });

  it('with long lengths', () => {
    const bytes = new Uint8Array(3 + 200);
    bytes.set([0x04, 0x81, 200]);
    expect(parseDer(bytes)).toMatchObject({ content: 3, end: 203 });
  });

  it.each([
    ['nothing', '', 'element missing', 0],
    ['a tag alone', '30', 'length cut off', 1],
    ['an indefinite length', '30 80 00 00', 'indefinite length', 1],
    ['a length of five octets', '30 85 00 00 00 00 01 00', 'length too long', 1],
    ['a length that is cut off', '30 82 01', 'length cut off', 1],
    ['a long form where the short one would do', '04 81 7f', 'length not in its shortest form', 1],
    ['a zero in front of a length', '04 82 00 80', 'length not in its shortest form', 1],
    ['content that is cut off', '04 05 01 02', '3 bytes cut off', 0],
    ['an inner element that is longer than the outer', '30 03 04 02 00', '1 bytes cut off', 2],
    ['bytes after the end', '05 00 05 00', '2 bytes too many', 2],
    ['a tag number in several octets', '1f 81 01 00', 'tag number above 30', 0],
  ])('%s', (_, text, problem, at) => {
    const read = () => parseDer(hex(text));
    expect(read).toThrow(DerError);
    expect(read).toThrow(
      expect.objectContaining({ problem, at, message: `${problem}, at byte ${at}` }),
    );
  });

  it('regression: nesting without end is refused before the stack is', () => {
    let bytes = hex('05 00');
    for (let depth = 0; depth < 40; depth += 1)
      bytes = Uint8Array.from([0x30, bytes.length, ...bytes]);
    expect(() => parseDer(bytes)).toThrow('nested too deep');
    const open = new Uint8Array(1_000_000).map(
      (_, at) => [0x30, 0x84, 0x7f, 0xff, 0xff, 0xff][at % 6] ?? 0,
    );
    expect(() => parseDer(open)).toThrow('bytes cut off');
  });

  it('whatever the bytes, there is an element that fills them or a DerError', () => {
    const near = fc.array(
      fc.constantFrom(0x30, 0x31, 0x02, 0x04, 0x00, 0x01, 0x03, 0x05, 0x80, 0x81, 0x82),
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      near.map((octets) => Uint8Array.from(octets)),
    );
    fc.assert(
      fc.property(bytes, (octets) => {
        try {
          expect(parseDer(octets)).toMatchObject({ start: 0, end: octets.length });
        } catch (error) {
          expect(error).toBeInstanceOf(DerError);
          const { at } = error as DerError;
          expect(at >= 0 && at <= octets.length).toBe(true);
        }
      }),
      { numRuns: 5000 },
    );
  });
});
