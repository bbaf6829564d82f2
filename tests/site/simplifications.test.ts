import { describe, expect, it } from 'vitest';
import { simplificationsBelow, simplificationsOf } from '../../src/site/build/simplifications.ts';

const mark = 'SIMPLIFIED' + ':';

describe('a simplification is read from its comment', () => {
  it.each([
    ['a line', `// ${mark} no pods here.\nconst a = 1;`, ['no pods here.']],
    ['two lines', `  // ${mark} no pods\n  // at all.\n  // \n  // Else.\n`, ['no pods at all.']],
    ['one line of a block', `/** ${mark} no pods here. */`, ['no pods here.']],
    [
      'a paragraph of a block',
      `/**\n * The authorizer.\n * ${mark} no pods\n * at all.\n *\n * More.\n */`,
      ['no pods at all.'],
    ],
    ['the end of a block', `/*\n * ${mark} no pods\n * at all. */\n * const`, ['no pods at all.']],
    ['several', `// ${mark} one.\n// ${mark} two.\n`, ['one.', 'two.']],
    ['none', '// simplified: not the mark\nconst text = "x";', []],
  ])('%s', (_, text, sentences) => {
    expect(simplificationsOf(text)).toEqual(sentences);
  });

  it('and all of the engine’s are full sentences', async () => {
    const found = await simplificationsBelow('src/cluster');
    expect(found.length).toBeGreaterThan(5);
    expect(found.filter(({ sentence }) => !/^\S.*[.!]$/.test(sentence))).toEqual([]);
  });
});
