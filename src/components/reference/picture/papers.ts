/** What stands in the picture of a release: each line a time line's value, in the words of the tables. */
import { timelineWords, type ReferenceMessages } from '../../../messages/reference.ts';
import type { Release } from '../../../releases/release.ts';
import type { ShapeName } from '../../../site/shapes.ts';
import { lineOf } from '../time-lines.ts';
import { shown, type ShownValue } from '../value.ts';
import { wrapped, type Paper, type PaperForm } from './layout.ts';

interface Text {
  readonly text: string;
  readonly mono: boolean;
}

/** A value on one line; the parts of a list one after the other. */
function texts(value: ShownValue): Text[] {
  switch (value.kind) {
    case 'words':
    case 'none':
      return [{ text: value.text, mono: false }];
    case 'verbatim':
      return [{ text: value.text, mono: true }];
    case 'list':
      return [
        {
          text: value.items
            .flatMap(texts)
            .map(({ text }) => text)
            .join(', '),
          mono: value.items.some(({ kind }) => kind === 'verbatim'),
        },
      ];
    default:
      return [];
  }
}

const broken = ({ text, mono }: Text): Text[] =>
  wrapped(text, mono).map((line) => ({ text: line, mono }));

export interface Drawer {
  /** A paper that says what one time line says; nothing where it has not begun. */
  paper(
    id: string,
    form: PaperForm,
    shape: ShapeName,
    label?: string,
    before?: readonly Text[],
  ): Paper[];
}

/** Draws papers of a release in a language. */
export function drawer(release: Release, messages: ReferenceMessages): Drawer {
  return {
    paper(id, form, shape, label, before = []) {
      const boundary = lineOf(id).boundaryAt(release);
      if (boundary === undefined) return [];
      const words = timelineWords(messages, id);
      const value = shown(boundary.value, words, messages);
      return [
        {
          form,
          shape,
          label: label ?? words.title,
          lines: [...before, ...texts(value)].flatMap(broken),
        },
      ];
    },
  };
}
