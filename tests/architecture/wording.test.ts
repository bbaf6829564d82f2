import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../../scripts/architecture/sources.ts';
import { typedReleases } from '../../scripts/architecture/wording.ts';

const problems = (text: string, path = 'content/a.mdx'): string[] =>
  typedReleases({ path, text }).map(({ problem }) => problem);

describe('the words', () => {
  it('type no release of Kubernetes: they ask a time line', () => {
    const words = sourceFiles('.', /^(content\/.*\.(mdx?|json)|src\/messages\/.*\.ts)$/);
    expect(words.length).toBeGreaterThan(60);
    expect(words.flatMap(typedReleases)).toEqual([]);
  });
});

describe('a release in words', () => {
  it.each([
    ['in a sentence', 'So it\nwent in 1.7.', 'line 2 types the release 1.7'],
    ['of a patch', 'In v1.8.1 it is mended.', 'line 1 types the release v1.8.1'],
    [
      'in words of some releases',
      '<At line="a.b" is={true}>since 1.19</At>',
      'line 1 types the release 1.19',
    ],
    ['in a headline', '---\ntitle: New in 1.19\n---\nWords.', 'line 2 types the release 1.19'],
    ['in a sentence by key', '{\n  "a.b": "From 1.8 on."\n}', 'line 2 types the release 1.8'],
    ['as a range', 'from 1.7-1.10', 'line 1 types the release 1.7'],
  ])('is seen %s', (_, text, problem) => {
    expect(problems(text)).toContain(problem);
  });

  it.each([
    ['a source', '---\ntitle: A\nsources:\n  - { ref: v1.36.0 }\n---\nWords.'],
    ['a source of a sentence', '<Upstream refs="kubernetes-1.36.0" />'],
    ['a value', '<At line="a.b" is="1.7">words</At>'],
    ['an address', '[words](https://v1-31.docs/v1.31/)'],
    ['another protocol', 'TLS 1.3 over TCP, Apache License 2.0, 10.1.1.7, 1.4142'],
  ])('is none: %s', (_, text) => {
    expect(problems(text)).toEqual([]);
  });

  it.each(['<At release="1.19-">', '<At line="a.b" releases="1.19-">', '<Since is="x" />'])(
    'is looked up by a tag that names a time line: %s does not',
    (tag) => {
      expect(problems(`Words ${tag} and words.`)).toEqual([`line 1 asks no time line: ${tag}`]);
    },
  );

  it('may stand in a comment of code, and not in its words', () => {
    const code = '/** Up to 1.6. */\n// from 1.7 on\nconst a = "from 1.8 on";';
    expect(problems(code, 'src/messages/a.ts')).toEqual(['line 3 types the release 1.8']);
  });
});
