/** What the sheet of keys says; `keys.ts` says what they do. */
import type { WordKey } from '../site/words.ts';

export interface KeyRow {
  /** As printed on the keyboard. */
  readonly shown: readonly string[];
  readonly word: WordKey;
}

/** The sheet of keys, in its order. */
export const KEY_ROWS: readonly KeyRow[] = [
  { shown: ['→', 'Space', 'Page Down'], word: 'lab.keys.next' },
  { shown: ['←', 'Page Up'], word: 'lab.keys.back' },
  { shown: ['Home'], word: 'lab.keys.first' },
  { shown: ['End'], word: 'lab.keys.last' },
  { shown: ['p'], word: 'lab.keys.play' },
  { shown: ['r'], word: 'lab.keys.release' },
  { shown: ['t'], word: 'lab.keys.time' },
  { shown: ['1', '2', '3', '4', '5', '6'], word: 'lab.keys.panels' },
  { shown: ['↑', '↓'], word: 'lab.keys.things' },
  { shown: ['?'], word: 'lab.keys.sheet' },
];
