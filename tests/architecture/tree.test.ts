import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../../scripts/architecture/sources.ts';
import { privateKeys, tooLong, unfinished } from '../../scripts/architecture/tree.ts';

const code = sourceFiles('.', /^(src|scripts|tests)\/.*\.(ts|mjs|js|astro|svelte|css)$/);
const words = sourceFiles('.', /^(content\/|[A-Z]+\.md$)/);

const files = sourceFiles('.', /./);

const file = (text: string) => [{ path: 'src/a.ts', text }] as const;

describe('the tree', () => {
  it('has no file over 400 lines', () => {
    expect(code.flatMap((entry) => tooLong(entry))).toEqual([]);
  });

  it('has no mark of unfinished work', () => {
    expect([...code, ...words].flatMap(unfinished)).toEqual([]);
  });

  it('holds no private key', () => {
    expect(files.flatMap(privateKeys)).toEqual([]);
  });
});

describe('the checks see what they look for', () => {
  it('a file of 401 lines', () => {
    const [long] = file('x\n'.repeat(401));
    expect(tooLong(long)).toEqual([{ path: 'src/a.ts', problem: '401 lines, over 400' }]);
    expect(tooLong({ ...long, text: 'x\n'.repeat(400) })).toEqual([]);
  });

  it('a mark in a comment, with its line', () => {
    const [marked] = file(`const a = 1;\n// ${'TO'}${'DO'}: later`);
    expect(unfinished(marked)).toEqual([
      { path: 'src/a.ts', problem: `line 2 says ${'TO'}${'DO'}` },
    ]);
  });

  it.each(['PRIVATE KEY', 'EC PRIVATE KEY', 'RSA PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'])(
    'a PEM block of type %s',
    (type) => {
      const [holder] = file(`${'-'.repeat(5)}BEGIN ${type}${'-'.repeat(5)}\nMIIE`);
      expect(privateKeys(holder)).toHaveLength(1);
    },
  );
});
