/** A change between two releases as a reader is shown it: both values, with what differs in them marked. */
import type { ReferenceMessages } from '../../messages/reference.ts';
import { timelineWords } from '../../messages/reference.ts';
import type { Change } from '../../releases/changes.ts';
import { differing } from '../../site/reference/differing.ts';
import { shown, type ShownField, type ShownValue } from './value.ts';
import { looksAlike } from './value.ts';

export interface ShownChange {
  readonly change: Change;
  readonly title: string;
  readonly says: string;
  /** Undefined where the behaviour did not exist yet. */
  readonly before: ShownValue | undefined;
  readonly after: ShownValue;
}

type Text = Extract<ShownValue, { kind: 'verbatim' | 'log' | 'words' }>;
const isText = (value: ShownValue): value is Text =>
  value.kind === 'verbatim' || value.kind === 'log' || value.kind === 'words';

function markedText(value: Text, other: ShownValue): ShownValue {
  const part: readonly [number, number] =
    isText(other) && other.kind === value.kind
      ? differing(value.text, other.text)
      : [0, value.text.length];
  return { ...value, mark: part };
}

/** Long lists keep only what differs; the rest is counted. */
const shortList = 4;

function markedList(
  items: readonly ShownValue[],
  others: readonly ShownValue[],
): readonly ShownValue[] {
  const known = new Set(others.map((other) => JSON.stringify(other)));
  const isSame = (item: ShownValue): boolean => known.has(JSON.stringify(item));
  const same = items.filter(isSame).length;
  const own = items.filter((item) => !isSame(item));
  if (items.length <= shortList || own.length === 0) {
    return items.map((item) => (isSame(item) ? item : { kind: 'marked', value: item }));
  }
  const marked: ShownValue[] = own.map((value) => ({ kind: 'marked', value }));
  return same === 0 ? marked : [...marked, { kind: 'same', count: same }];
}

function markedFields(
  fields: readonly ShownField[],
  others: readonly ShownField[],
): readonly ShownField[] {
  return fields.flatMap(({ name, value }) => {
    const other = others.find((field) => field.name === name)?.value;
    if (looksAlike(value, other)) return [];
    return [{ name, value: other === undefined ? value : marked(value, other) }];
  });
}

/** A value with what `other` has not or has otherwise marked. */
export function marked(value: ShownValue, other: ShownValue): ShownValue {
  if (value.kind === 'list' && other.kind === 'list') {
    return { kind: 'list', items: markedList(value.items, other.items) };
  }
  if (value.kind === 'fields' && other.kind === 'fields') {
    const fields = markedFields(value.fields, other.fields);
    return fields.length === 0 ? value : { kind: 'fields', fields };
  }
  return isText(value) ? markedText(value, other) : value;
}

/** The changes among `changes` that a reader can see: a boundary may repeat the value of the one before it. */
export function shownChanges(
  changes: readonly Change[],
  messages: ReferenceMessages,
): ShownChange[] {
  return changes.flatMap((change) => {
    const words = timelineWords(messages, change.line.id);
    const after = shown(change.after.value, words, messages);
    const before = change.before && shown(change.before.value, words, messages);
    if (looksAlike(before, after)) return [];
    return [
      {
        change,
        title: words.title,
        says: words.says,
        before: before && (isWords(before) ? before : marked(before, after)),
        after: before === undefined ? after : marked(after, before),
      },
    ];
  });
}

/** In words of ours, only the newer value is marked: yes and no differ as a whole. */
const isWords = (value: ShownValue): boolean => value.kind === 'words';
