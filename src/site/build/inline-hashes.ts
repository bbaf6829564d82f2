import { createHash } from 'node:crypto';
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

export interface InlineHashes {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  /** Where the policy has to stand: after the charset, before anything that it governs. */
  readonly offset: number;
}

const attribute = (element: Tree.Element, name: string): string | undefined =>
  element.attrs.find((entry) => entry.name === name)?.value;

function* elementsOf(node: Tree.Node): Generator<Tree.Element> {
  if ('tagName' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child);
  // A template's content is inert, but its styles and scripts count once it is cloned into the page.
  if (node.nodeName === 'template' && 'content' in node) yield* elementsOf(node.content);
}

const textOf = (element: Tree.Element): string =>
  element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');

/** Data blocks (JSON, JSON-LD) are never run, so CSP does not ask for them. */
const isRun = (element: Tree.Element): boolean =>
  attribute(element, 'src') === undefined && !/json/.test(attribute(element, 'type') ?? '');

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

const unique = (elements: readonly Tree.Element[]): string[] => [
  ...new Set(elements.map((element) => hashOf(textOf(element)))),
];

/** The CSP source expressions of what a page holds inline. Throws where the page has no charset to put a policy after. */
export function inlineHashes(html: string): InlineHashes {
  const elements = [...elementsOf(parse(html, { sourceCodeLocationInfo: true }))];
  const named = (tag: string) => elements.filter(({ tagName }) => tagName === tag);
  const charset = named('meta').find((meta) => attribute(meta, 'charset') !== undefined);
  const offset = charset?.sourceCodeLocation?.endOffset;
  if (offset === undefined) throw new Error('The page declares no charset');
  return { scripts: unique(named('script').filter(isRun)), styles: unique(named('style')), offset };
}
