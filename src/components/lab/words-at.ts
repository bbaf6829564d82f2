import { hasWords } from '../../player/release-words.ts';
import type { Release } from '../../releases/release.ts';

const WORDS = /<release-words data-release="([^"]+)">/g;

/** HTML in which the words of other releases are hidden, from readers and from the search. */
export const wordsAt = (html: string, release: Release): string =>
  html.replace(WORDS, (tag, ranges: string) =>
    hasWords(release, ranges)
      ? tag
      : `<release-words data-release="${ranges}" hidden data-pagefind-ignore="all">`,
  );
