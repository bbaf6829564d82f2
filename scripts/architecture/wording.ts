import { isRelease } from '../../src/releases/release.ts';
import type { SourceFile } from './sources.ts';
import type { Finding } from './tree.ts';

/** Attributes that are read or read out. */
const spoken = /\s(?:aria-label|aria-description|alt|title|placeholder)="([^"{}]*)"/g;

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** Replaces `{...}` with blanks, braces within braces included, so that only literal text is left. */
function withoutExpressions(text: string): string {
  let depth = 0;
  return [...text]
    .map((character) => {
      if (character === '{') depth += 1;
      const inside = depth > 0;
      if (character === '}') depth = Math.max(0, depth - 1);
      return inside && character !== '\n' ? ' ' : character;
    })
    .join('');
}

/** JSX within an expression has text of its own: the innermost `>text<` of an expression counts too. */
const textNodes = (markup: string): RegExpMatchArray[] => [
  ...markup.matchAll(/>([^<>{}]*[A-Za-z]{2}[^<>{}]*)</g),
];

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** Code in an expression looks like text between an arrow and a comparison, and is none. */
const isCode = (text: string): boolean => /[=;()&|]|^\s*\?|\?\.|^\s*[.,]/.test(text);

// Names that no language translates.
const names = new Set(['kubelet-tls-lab', 'ca.crt']);
const isWord = (text: string): boolean => {
  const words = text.trim();
  return (
    /\p{L}{2}/u.test(words) && !names.has(words) && !/^[\w.:/*•-]*[\d:*•.][\w.:/*•-]*$/.test(words)
  );
};

/**
 * Sentences written into a component. Words belong into `content/`, where a translator finds them; a component gets
 * them by key. Reads `.astro` and `.svelte` files: text between tags, and attributes that are read out.
 */
export function hardCodedWords({ path, text }: SourceFile): Finding[] {
  const markup = text
    .replace(/^---\r?\n[\s\S]*?\r?\n---/, blank)
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, blank)
    .replace(/<!--[\s\S]*?-->|\{\s*\/\*[\s\S]*?\*\/\s*\}|\/\*[\s\S]*?\*\//g, blank);
  const outside = textNodes(withoutExpressions(markup)).filter(([, words]) => isWord(words ?? ''));
  const inside = textNodes(markup).filter(
    ([, words]) => isWord(words ?? '') && !isCode(words ?? ''),
  );
  const attributes = [...markup.matchAll(spoken)].filter(([, words]) => isWord(words ?? ''));
  const found = [...outside, ...inside, ...attributes].map((match) => ({
    path,
    problem: `line ${lineOf(markup, match.index ?? 0)} says “${(match[1] ?? '').trim().replace(/\s+/g, ' ')}”`,
  }));
  return [...new Map(found.map((finding) => [finding.problem, finding])).values()];
}

const withoutComments = (code: string): string =>
  code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, blank);

/** What of a file a reader gets to read: no sources in the front matter, no comments, no attributes, no addresses. */
const readable = ({ path, text }: SourceFile): string =>
  (path.endsWith('.ts') ? withoutComments(text) : text)
    .replace(/^---\r?\n[\s\S]*?\r?\n---/, (front) =>
      front.replace(/^(?!(?:title|description|next|choice|repair):).*$/gm, ''),
    )
    .replace(/<\/?[A-Za-z][^>]*>|\]\([^)\s]*\)/g, blank);

/**
 * Releases of Kubernetes typed into words. What a release does stands on a time line, and words ask it: `<At>` for words
 * that hold in some releases, `<Since>` and `<Until>` for the number itself. Only they need a time line's id.
 */
export function typedReleases(file: SourceFile): Finding[] {
  const { path, text } = file;
  const words = readable(file);
  const numbers = [...words.matchAll(/(?<![\w.])v?(1\.\d+)(?:\.\d+)?(?![\w.]*\d)/g)].filter(
    ([, release]) => isRelease(release ?? ''),
  );
  const asking = [...text.matchAll(/<(?:At|Since|Until)\b[^>]*>/g)].filter(
    ([tag]) => !/\sline="[^"]+"/.test(tag) || /\sreleases?=/.test(tag),
  );
  return [
    ...numbers.map(({ index, 0: number }) => ({
      path,
      problem: `line ${lineOf(words, index)} types the release ${number}`,
    })),
    ...asking.map(({ index, 0: tag }) => ({
      path,
      problem: `line ${lineOf(text, index)} asks no time line: ${tag}`,
    })),
  ];
}
