/** What go-yaml finds wrong with a text before anybody asks what it says (gopkg.in/yaml.v2, parserc.go and decode.go, fail). */

/** A bracket opens a collection where a value begins; elsewhere it is a letter of a plain scalar. */
const opens = (text: string, at: number, isInside: boolean): boolean =>
  isInside || at === 0 || /\s/.test(text[at - 1]!);

/** The innermost bracket that is still open at the end. */
function openAtTheEnd(text: string): string | undefined {
  const open: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!;
    if ('[{'.includes(letter) && opens(text, at, open.length > 0)) open.push(letter);
    else if (']}'.includes(letter)) open.pop();
  }
  return open.at(-1);
}

/**
 * The error for a list or a map in brackets that does not end; undefined where there is none.
 *
 * SIMPLIFIED: quotes and comments are not looked at, and that brackets do not end is the one way in which a text is no YAML.
 */
export function yamlError(text: string): string | undefined {
  const open = openAtTheEnd(text);
  if (open === undefined) return undefined;
  const line = text.split('\n').length - 1;
  const where = line === 0 ? '' : `line ${line}: `;
  return `yaml: ${where}did not find expected ',' or '${open === '[' ? ']' : '}'}'`;
}
