import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../../scripts/architecture/sources.ts';

type Scheme = 'light' | 'dark';
type Colours = ReadonlyMap<string, Readonly<Record<Scheme, string>>>;

/** The colours of tokens.css before any media query: `light-dark(a, b)` or one value for both. */
function colours(): Colours {
  const [common = ''] = readFileSync('src/styles/tokens.css', 'utf8').split('@media');
  const declaration = /--([\w-]+): (?:light-dark\((#\w+), (#\w+)\)|(#\w+));/g;
  return new Map(
    [...common.matchAll(declaration)].map(([, name, light, dark, both]) => [
      name ?? '',
      { light: light ?? both ?? '', dark: dark ?? both ?? '' },
    ]),
  );
}

const channel = (byte: number): number =>
  byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4;

/** WCAG 2, relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(hex.slice(at, at + 2), 16)),
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const tokens = colours();
const colour = (name: string, scheme: Scheme): string => {
  const value = tokens.get(name);
  if (value === undefined) throw new Error(`tokens.css has no --${name}`);
  return value[scheme];
};

const grounds = ['page', 'sheet', 'card', 'sunk'];
const meanings = ['token', 'client', 'serving', 'ca', 'refusal', 'pending'];
const inks = ['ink', 'ink2', 'muted'];

/** What is read on what, and the least contrast that WCAG asks for. */
const pairs: [text: string, ground: string, least: number][] = [
  ...inks.flatMap((ink): [string, string, number][] =>
    [...grounds, 'marker'].map((ground) => [ink, ground, 4.5]),
  ),
  ...meanings.flatMap((meaning): [string, string, number][] => [
    ...grounds.map((ground): [string, string, number] => [
      meaning,
      ground,
      meaning === 'pending' && ground === 'sunk' ? 3 : 4.5,
    ]),
    [meaning, `${meaning}-tint`, 4.5],
    ['ink', `${meaning}-tint`, 4.5],
  ]),
  ...['token', 'client', 'muted', 'ink2'].map((text): [string, string, number] => [
    text,
    'refusal-tint',
    4.5,
  ]),
  ['on-refusal', 'refusal', 4.5],
  ['on-ink', 'ink', 4.5],
  ['term-ink', 'term-bg', 4.5],
  ...grounds.map((ground): [string, string, number] => ['line-strong', ground, 3]),
  ...grounds.map((ground): [string, string, number] => ['focus', ground, 3]),
];

describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
  it.each(pairs)('%s on %s has a contrast of at least %d', (text, ground, least) => {
    expect(contrast(colour(text, scheme), colour(ground, scheme))).toBeGreaterThanOrEqual(least);
  });
});

it('the contrast is that of WCAG 2', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

it('no other file has a colour of its own', () => {
  const literal = /#[0-9a-f]{3,8}\b(?=[^{]*;)|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(/gi;
  const named = /:\s*(?:white|black|red|green|blue|gr[ae]y|orange|purple)\b/gi;
  const styles = sourceFiles('src', /\.(css|astro|svelte)$/)
    .filter(({ path }) => path !== 'styles/tokens.css')
    .flatMap(({ path, text }) => {
      const css = path.endsWith('.css')
        ? text
        : (/<style[^>]*>([\s\S]*)<\/style>/.exec(text)?.[1] ?? '');
      return [...css.matchAll(literal), ...css.matchAll(named)].map(
        ([found]) => `${path}: ${found}`,
      );
    });
  expect(styles).toEqual([]);
});

it('forced colours and print redefine every colour', () => {
  const css = readFileSync('src/styles/tokens.css', 'utf8');
  const block = (from: string) => {
    const rest = css.slice(css.indexOf(from));
    return rest.slice(0, rest.indexOf('\n}\n'));
  };
  for (const media of ['@media (forced-colors: active)', '@media print']) {
    const redefined = [...block(media).matchAll(/--([\w-]+):/g)].map(([, name]) => name);
    const missing = [...tokens.keys()].filter((name) => !redefined.includes(name));
    expect(missing, media).toEqual([]);
  }
});
