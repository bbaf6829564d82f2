/** The words of steps and variants as a reader of one release has them, read off the files. */
import { parse } from 'yaml';
import { hasWords, textOf } from '../../src/player/release-words.ts';
import {
  sinceOf,
  stretchesOf,
  untilOf,
  type Condition,
} from '../../src/components/steps/condition.ts';
import type { Release } from '../../src/releases/release.ts';

const INNERMOST = /<At\s([^>]*)>((?:(?!<At\s)[\s\S])*?)<\/At>/;
const NAMED = /<(Since|Until)\s([^>]*?)\s*\/>/g;
const ATTRIBUTE = /(\w+)=(?:"([^"]*)"|\{(.*?)\}(?=\s|$))/g;

/** What the attributes of a tag ask for. What stands in their braces reads as YAML, too. */
function conditionOf(attributes: string): Condition {
  const asked = [...attributes.matchAll(ATTRIBUTE)].map(([, name, text, expression]) => [
    name,
    text ?? parse(expression ?? ''),
  ]);
  return Object.fromEntries(asked) as Condition;
}

/** Every `<At>` of a text: the releases in which it holds, as the page writes them. */
export const rangesIn = (body: string): readonly string[] =>
  [...body.matchAll(/<At\s([^>]*)>/g)].map(([, attributes = '']) =>
    textOf(stretchesOf(conditionOf(attributes))),
  );

/** A text without the words of other releases, and with the releases that it names. */
export function toldAt(body: string, release: Release): string {
  const named = body.replace(NAMED, (_, tag: string, attributes: string) =>
    (tag === 'Since' ? sinceOf : untilOf)(conditionOf(attributes)),
  );
  let told = named;
  for (let found = INNERMOST.exec(told); found !== null; found = INNERMOST.exec(told)) {
    const [whole, attributes = '', inside = ''] = found;
    const holds = hasWords(release, textOf(stretchesOf(conditionOf(attributes))));
    told = told.replace(whole, () => (holds ? inside : ''));
  }
  return told;
}
