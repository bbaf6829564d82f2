/** Which key does what. Single letters act only while focus is inside the lab and in no field, and can be turned off. */
export type Command =
  | 'next'
  | 'back'
  | 'first'
  | 'last'
  | 'play'
  | 'release'
  | 'time'
  | 'keys'
  | 'inspector'
  | 'terminal'
  | 'logs'
  | 'disk'
  | 'chart'
  | 'sequence';

const BY_KEY: Readonly<Record<string, Command>> = {
  ArrowRight: 'next',
  PageDown: 'next',
  ' ': 'next',
  ArrowLeft: 'back',
  PageUp: 'back',
  Home: 'first',
  End: 'last',
  p: 'play',
  r: 'release',
  t: 'time',
  '?': 'keys',
  '1': 'inspector',
  '2': 'terminal',
  '3': 'logs',
  '4': 'disk',
  '5': 'chart',
  '6': 'sequence',
};

/** What has focus, as far as keys mind. */
export interface KeyContext {
  /** A field, a select, an editable text: keys belong to it. */
  readonly inField: boolean;
  /** A scroll area of its own: what scrolls belongs to it, letters and digits are the lab's. */
  readonly inScroller: boolean;
  /** A control that Space works. */
  readonly onControl: boolean;
  readonly lettersOn: boolean;
}

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The command of a key press, or undefined where it is none of the lab's. */
export function commandOf(pressed: PressedKey, context: KeyContext): Command | undefined {
  const { key, ctrlKey, metaKey, altKey } = pressed;
  if (ctrlKey || metaKey || altKey || context.inField) return undefined;
  const letter = key.length === 1 && key !== ' ';
  if (letter ? !context.lettersOn : context.inScroller) return undefined;
  if (key === ' ' && context.onControl) return undefined;
  return Object.hasOwn(BY_KEY, key) ? BY_KEY[key] : undefined;
}
