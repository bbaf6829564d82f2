import { rangeOf } from '../../player/release-words.ts';
import { inRange, type Release } from '../../releases/release.ts';

const WORDS = /<release-words data-release="([^"]+)">/g;

/** HTML in which the words of other releases are hidden, from readers and from the search. */
export const wordsAt = (html: string, release: Release): string =>
  html.replace(WORDS, (tag, range: string) =>
    inRange(release, rangeOf(range))
      ? tag
      : `<release-words data-release="${range}" hidden data-pagefind-ignore="all">`,
  );
