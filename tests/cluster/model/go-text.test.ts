import { describe, expect, it } from 'vitest';
import { goBytes, goJsonBytes, goQuoted } from '../../../src/cluster/model/go-text.ts';

describe('texts as Go prints them', () => {
  it.each([
    ['node-1', '"node-1"'],
    ['a "b"', '"a \\"b\\""'],
    ['back\\slash', '"back\\\\slash"'],
    ['tab\tand\nfeed', '"tab\\tand\\nfeed"'],
    ['\u0001\u007f', '"\\x01\\x7f"'],
    ['节点', '"节点"'],
  ])('quotes %j', (text, quoted) => {
    expect(goQuoted(text)).toBe(quoted);
  });

  it('prints every byte of a slice, without leading zeros', () => {
    expect(goBytes('-\né')).toBe('[]byte{0x2d, 0xa, 0xc3, 0xa9}');
  });

  it('tells an empty slice from none', () => {
    expect(goBytes('')).toBe('[]byte{}');
    expect(goBytes(undefined)).toBe('[]byte(nil)');
  });

  it('writes a slice as JSON in base64', () => {
    expect(goJsonBytes('hello')).toBe('"aGVsbG8="');
    expect(goJsonBytes(undefined)).toBe('null');
  });
});
