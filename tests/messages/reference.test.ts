import { describe, expect, it } from 'vitest';
import { componentOf, lines } from '../../src/components/reference/time-lines.ts';
import { shown, type ShownValue } from '../../src/components/reference/value.ts';
import { referenceEn } from '../../src/messages/en/reference/index.ts';
import { timelineWords } from '../../src/messages/reference.ts';

const words = referenceEn.timelines;

/** A text that could be a short name of ours: one word of letters, in lower or camel case. No API version. */
const looksLikeOurs = (value: unknown): value is string =>
  typeof value === 'string' && /^([a-z]+([A-Z][a-z0-9]*)*)?$/.test(value);

/** The texts in a value that a reader is shown, those in lists too; what objects hold is named by their fields. */
const textsIn = (value: unknown): unknown[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [value];

describe('the English words on the time lines', () => {
  it('name every time line: a new one needs a title and a sentence in src/messages/en/reference', () => {
    const missing = lines.map(({ id }) => id).filter((id) => words[id] === undefined);
    expect(missing, 'time lines without words').toEqual([]);
  });

  it('name no time line that does not exist', () => {
    const known = new Set(lines.map(({ id }) => id));
    expect(Object.keys(words).filter((id) => !known.has(id))).toEqual([]);
  });

  it('name every component', () => {
    const components = new Set(lines.map(({ id }) => componentOf(id)));
    expect([...components].filter((id) => referenceEn.components[id] === undefined)).toEqual([]);
  });

  it('say what every short name of ours means, or that it is Kubernetes’ own', () => {
    const unexplained = lines.flatMap(({ id, boundaries }) => {
      const { values, verbatim } = timelineWords(referenceEn, id);
      if (verbatim === true) return [];
      return boundaries
        .filter(({ value }) => !Array.isArray(value))
        .flatMap(({ value }) => textsIn(value))
        .filter(looksLikeOurs)
        .filter((value) => values?.[value] === undefined)
        .map((value) => `${id}: "${value}"`);
    });
    expect([...new Set(unexplained)], 'values without words').toEqual([]);
  });

  it('name the fields of objects, but for those that are written as in an API', () => {
    const named = (value: ShownValue): string[] => {
      if (value.kind === 'list') return value.items.flatMap(named);
      if (value.kind !== 'fields') return [];
      return value.fields.flatMap((field) => [field.name, ...named(field.value)]);
    };
    const unnamed = lines.flatMap(({ id, boundaries }) =>
      boundaries
        .flatMap(({ value }) => named(shown(value, timelineWords(referenceEn, id), referenceEn)))
        .filter((name) => /^[a-z]+[A-Z]\w*$/.test(name))
        .map((name) => `${id}: ${name}`),
    );
    expect([...new Set(unnamed)], 'fields without words').toEqual([]);
  });

  it('explain no value that never occurs', () => {
    const stale = lines.flatMap(({ id, boundaries }) => {
      const json = JSON.stringify(boundaries.map(({ value }) => value)) ?? '';
      const { values = {} } = timelineWords(referenceEn, id);
      return Object.keys(values)
        .filter((value) => !json.includes(/^(true|false)$/.test(value) ? value : `"${value}"`))
        .map((value) => `${id}: ${value}`);
    });
    expect(stale).toEqual([]);
  });

  it('give every bare number a unit', () => {
    const bare = lines.filter(
      ({ id, boundaries }) =>
        boundaries.some(({ value }) => typeof value === 'number') &&
        timelineWords(referenceEn, id).unit === undefined,
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  it('have titles of at most 60 letters, each once, and sentences that end', () => {
    const titles = Object.values(words).map(({ title }) => title);
    expect(titles.filter((title) => title.length > 60)).toEqual([]);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
    const open = Object.entries(words).filter(
      ([, { says }]) => !/^[\p{L}“0-9-].*[.…]$/u.test(says),
    );
    expect(open.map(([id, { says }]) => `${id}: ${says}`)).toEqual([]);
  });
});

it('a time line without words is called by its id', () => {
  expect(timelineWords(referenceEn, 'kubelet.nothing.yet')).toEqual({
    title: 'kubelet.nothing.yet',
    says: '',
  });
});
