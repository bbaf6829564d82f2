import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/** A part of a page that carries an attribute: its value, and the text and links within it. */
export interface Part {
  readonly value: string;
  readonly text: string;
  readonly links: readonly string[];
}

const attribute = (node: Tree.Element, name: string): string | undefined =>
  node.attrs.find((one) => one.name === name)?.value;

function textOf(node: Tree.Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function* elementsOf(node: Tree.Node): Generator<Tree.Element> {
  if ('tagName' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child);
}

/** Every element with an attribute of that name, in the order of the page. */
export function partsWith(html: string, name: string): Part[] {
  return [...elementsOf(parse(html))].flatMap((element) => {
    const value = attribute(element, name);
    if (value === undefined) return [];
    const links = [...elementsOf(element)].flatMap((inner) => attribute(inner, 'href') ?? []);
    return [{ value, text: textOf(element).replace(/\s+/g, ' ').trim(), links }];
  });
}
