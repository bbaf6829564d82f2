import { describe, expect, it } from 'vitest';
import { KEY_ROWS } from '../../src/islands/key-rows.ts';
import { commandOf, type KeyContext } from '../../src/islands/keys.ts';

const free: KeyContext = { inField: false, inScroller: false, onControl: false, lettersOn: true };
const press = (key: string, context: Partial<KeyContext> = {}, modifiers = {}) =>
  commandOf(
    { key, ctrlKey: false, metaKey: false, altKey: false, ...modifiers },
    { ...free, ...context },
  );

describe('a key', () => {
  it.each([
    ['ArrowRight', 'next'],
    [' ', 'next'],
    ['PageDown', 'next'],
    ['ArrowLeft', 'back'],
    ['PageUp', 'back'],
    ['Home', 'first'],
    ['End', 'last'],
    ['p', 'play'],
    ['r', 'release'],
    ['?', 'keys'],
    ['1', 'inspector'],
    ['6', 'sequence'],
  ])('%s does %s', (key, command) => {
    expect(press(key)).toBe(command);
  });

  it.each(['q', '7', 'Tab', 'Escape', 'constructor'])('%s is not the lab’s', (key) => {
    expect(press(key)).toBeUndefined();
  });

  it('belongs to the field that has the focus', () => {
    expect(press('p', { inField: true })).toBeUndefined();
    expect(press('ArrowRight', { inField: true })).toBeUndefined();
  });

  it('belongs to a scroll area where it scrolls', () => {
    expect(press('PageDown', { inScroller: true })).toBeUndefined();
    expect(press('3', { inScroller: true })).toBe('logs');
  });

  it('with a modifier belongs to the browser', () => {
    expect(press('ArrowLeft', {}, { altKey: true })).toBeUndefined();
    expect(press('r', {}, { ctrlKey: true })).toBeUndefined();
  });

  it('Space works the control that has the focus', () => {
    expect(press(' ', { onControl: true })).toBeUndefined();
    expect(press('ArrowRight', { onControl: true })).toBe('next');
  });

  it('that is a letter can be turned off; the others stay', () => {
    expect(press('p', { lettersOn: false })).toBeUndefined();
    expect(press('1', { lettersOn: false })).toBeUndefined();
    expect(press('ArrowRight', { lettersOn: false })).toBe('next');
    expect(press(' ', { lettersOn: false })).toBe('next');
  });
});

it('the sheet names every key that does something', () => {
  const NAMES: Readonly<Record<string, string>> = {
    '→': 'ArrowRight',
    '←': 'ArrowLeft',
    Space: ' ',
    'Page Down': 'PageDown',
    'Page Up': 'PageUp',
  };
  const shown = KEY_ROWS.flatMap(({ shown: keys }) => keys).filter(
    (key) => !['↑', '↓'].includes(key),
  );
  for (const key of shown) expect(press(NAMES[key] ?? key), key).toBeDefined();
});
