import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../../scripts/architecture/sources.ts';
import { hardCodedWords } from '../../scripts/architecture/wording.ts';
import { wordsOf, type WordKey } from '../../src/site/words.ts';
import en from '../../content/i18n/en.json' with { type: 'json' };

const t = wordsOf('en');

describe('a sentence', () => {
  it('is found by its key, with values in their places', () => {
    expect(t('search.nothing', { term: 'x' })).toBe('No page has “x”.');
  });

  it('keeps a place without a value, which a reader of the code then sees', () => {
    expect(t('search.nothing')).toBe('No page has “{term}”.');
  });

  it('is English where a language has none', () => {
    expect(wordsOf('zh-cn')('search.nothing', { term: 'x' })).toBe('No page has “x”.');
  });
});

/** Keys that Starlight asks for itself. */
const starlightKeys = new Set(['skipLink.label']);

describe('the English sentences', () => {
  const code = sourceFiles('src', /\.(ts|astro|svelte)$/)
    .map(({ text }) => text)
    .join('\n');

  it('are all used', () => {
    // A key may end in a value: `lab.absent.${because}`.
    const composed = (key: string): boolean =>
      code.includes(`\`${key.slice(0, key.lastIndexOf('.'))}.\${`);
    const unused = Object.keys(en).filter(
      (key) => !starlightKeys.has(key) && !code.includes(`'${key}'`) && !composed(key),
    );
    expect(unused).toEqual([]);
  });

  it('are none of them empty, nor padded', () => {
    const wrong = Object.entries(en).filter(
      ([, words]) => words.trim() === '' || words.trim() !== words,
    );
    expect(wrong).toEqual([]);
  });

  it('stand in the file once each', () => {
    const keys = [...readFileSync('content/i18n/en.json', 'utf8').matchAll(/^ {2}"([^"]+)":/gm)];
    expect(keys.map(([, key]) => key)).toEqual(Object.keys(en) as WordKey[]);
  });
});

describe('words in components', () => {
  it('are none: they stand in content/', () => {
    const components = sourceFiles('src', /\.(astro|svelte)$/);
    expect(components.length).toBeGreaterThan(10);
    expect(components.flatMap(hardCodedWords)).toEqual([]);
  });

  it.each([
    ['text', '<p>Hello there</p>', 'line 1 says “Hello there”'],
    ['a label', '<p>\n<button aria-label="Close it" /></p>', 'line 2 says “Close it”'],
    ['text beside an expression', '<p>{name} is here</p>', 'line 1 says “is here”'],
    [
      'text in an expression',
      '<ul>{list.map((x) => (<li>an entry</li>))}</ul>',
      'line 1 says “an entry”',
    ],
    ['Svelte', '{#if open}<p>It is open</p>{/if}', 'line 1 says “It is open”'],
  ])('are seen: %s', (_, text, problem) => {
    expect(hardCodedWords({ path: 'a.astro', text })).toEqual([{ path: 'a.astro', problem }]);
  });

  it.each([
    ['an expression', '<p>{t("a.b")}</p>'],
    ['frontmatter', '---\nconst a = b<c>("Hello there");\n---\n<p>{a}</p>'],
    ['a name', '<p>system:bootstrap:07401b</p>'],
    ['a comparison', '<p>{a.length > 3 && b.size < 4 ? c : d}</p>'],
    ['a script', '<script>const x = "<p>Hello there</p>";</script>'],
  ])('and these are none: %s', (_, text) => {
    expect(hardCodedWords({ path: 'a.astro', text })).toEqual([]);
  });
});
