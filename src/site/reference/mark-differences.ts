/** Marks in two values of a time line, as `Value.astro` prints them, what differs: the way it is marked where a page was printed with both. */
import { differing } from './differing.ts';

const textOf = (node: Node): string => (node.textContent ?? '').replace(/\s+/g, ' ').trim();

function wrap(node: ChildNode): void {
  const mark = document.createElement('mark');
  node.replaceWith(mark);
  mark.append(node);
}

/** A text that is written in one piece; all of it where the other value is of another kind. */
function markText(own: Element, other: Element | null): void {
  const text = textOf(own);
  const [start, end] = differing(text, other === null ? '' : textOf(other));
  if (start >= end) return;
  const mark = document.createElement('mark');
  mark.textContent = text.slice(start, end);
  own.replaceChildren(text.slice(0, start), mark, text.slice(end));
}

const items = (list: Element): Element[] => [...list.children];

/** Items of a list, or fields: those that the other has not. Of fields, those that both have alike are left out. */
function markItems(own: Element, other: Element): void {
  const known = new Set(items(other).map(textOf));
  for (const item of items(own)) {
    if (known.has(textOf(item))) continue;
    for (const node of [...item.childNodes]) if (textOf(node) !== '') wrap(node);
  }
}

function markFields(own: Element, other: Element): void {
  const alike = new Set(items(other).map(textOf));
  const named = new Map(items(other).map((field) => [textOf(field.children[0]!), field]));
  for (const field of items(own)) {
    const [name, value] = field.children;
    const counterpart = named.get(textOf(name!))?.children[1];
    if (alike.has(textOf(field))) field.remove();
    else if (value && counterpart) markValue(value, counterpart);
  }
}

const WAYS = [
  [':scope > ul.values', markItems],
  [':scope > dl.fields', markFields],
] as const;

const TEXTS = [':scope > code', ':scope > .log > code'];

const isWords = (value: Element): boolean => value.children.length === 0;

function markValue(own: Element, other: Element): void {
  for (const [shape, mark] of WAYS) {
    const [a, b] = [own.querySelector(shape), other.querySelector(shape)];
    if (a && b) return mark(a, b);
  }
  for (const shape of TEXTS) {
    const text = own.querySelector(shape);
    if (text) return markText(text, other.querySelector(shape));
  }
  if (isWords(own)) markText(own, isWords(other) ? other : null);
}

/** Marks in two elements that hold one value each what the other has not or has otherwise; of words of ours, in the second only. */
export function markDifferences(first: Element, second: Element): void {
  const before = first.cloneNode(true) as Element;
  if (!isWords(first)) markValue(first, second.cloneNode(true) as Element);
  markValue(second, before);
}
