/** What of a text differs from another: marked where two releases stand beside each other. */

const isWordLetter = (letter: string | undefined): boolean => /[\w-]/.test(letter ?? '');

/** How many letters two texts have in common from the beginning, no word cut in two. */
function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  const cutsWord = (): boolean =>
    isWordLetter(a[length - 1]) && (isWordLetter(a[length]) || isWordLetter(b[length]));
  while (length > 0 && cutsWord()) length -= 1;
  return length;
}

const reversed = (text: string): string => [...text].reverse().join('');

/** From this length on only the part of a text that differs is marked. */
const longText = 24;

/** Begin and end of the part of `text` that `other` does not have at that place; all of a short text. */
export function differing(text: string, other: string): readonly [number, number] {
  if (text.length < longText) return [0, text.length];
  const start = commonStart(text, other);
  const end = commonStart(reversed(text.slice(start)), reversed(other.slice(start)));
  return [start, text.length - end];
}
