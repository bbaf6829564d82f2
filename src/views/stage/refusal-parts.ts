/** The text of a refusal, cut into the questions that it answers. The pieces put together are the text again. */
import type { RefusalPart } from './model.ts';

/**
 * The 403 of the authorization stage (staging/src/k8s.io/apiserver, responsewriters/errors.go, forbiddenMessage): from
 * 1.12 the resource and its API group stand apart, before that they are one word.
 */
const FORBIDDEN =
  /^(?<head>.*?)(?<who>User "[^"]*") (?<verb>cannot \S+) (?<what>resource "[^"]*" in API group "[^"]*"|path "[^"]*"|\S+)(?: (?<scope>at the cluster scope|in the namespace "[^"]*"))?(?<tail>.*)$/s;

const plain = (text: string): readonly RefusalPart[] => (text === '' ? [] : [{ text }]);

const marked = (text: string | undefined, part: RefusalPart['part']): readonly RefusalPart[] =>
  text === undefined || part === undefined ? [] : [{ text, part }];

const blank = (text: string | undefined): readonly RefusalPart[] =>
  text === undefined ? [] : plain(' ');

/** What follows `: ` after the sentence is the authorizer's own reason. */
function tailParts(tail: string): readonly RefusalPart[] {
  const colon = /^(?<before>\.?: )(?<reason>.+)$/s.exec(tail);
  return colon?.groups
    ? [...plain(colon.groups['before'] ?? ''), ...marked(colon.groups['reason'], 'reason')]
    : plain(tail);
}

export function refusalParts(text: string): readonly RefusalPart[] {
  const groups = FORBIDDEN.exec(text)?.groups;
  if (!groups) return plain(text);
  return [
    ...plain(groups['head'] ?? ''),
    ...marked(groups['who'], 'who'),
    ...plain(' '),
    ...marked(groups['verb'], 'verb'),
    ...plain(' '),
    ...marked(groups['what'], 'what'),
    ...blank(groups['scope']),
    ...marked(groups['scope'], 'scope'),
    ...tailParts(groups['tail'] ?? ''),
  ];
}
