import { describe, expect, it } from 'vitest';
import { lines } from '../../../src/components/reference/time-lines.ts';
import { shown } from '../../../src/components/reference/value.ts';
import { referenceEn } from '../../../src/messages/en/reference/index.ts';
import { timelineWords, type TimelineWords } from '../../../src/messages/reference.ts';

const plain: TimelineWords = { title: 'a', says: 'b' };
const show = (value: unknown, words: Partial<TimelineWords> = {}) =>
  shown(value, { ...plain, ...words }, referenceEn);

describe('a value', () => {
  it('that is a short name of ours is shown by its words', () => {
    expect(show('gate', { values: { gate: 'the gate' } })).toEqual({
      kind: 'words',
      text: 'the gate',
    });
    expect(show(false, { values: { false: 'off' } })).toEqual({ kind: 'words', text: 'off' });
  });

  it('that is a text of Kubernetes is shown letter for letter', () => {
    expect(show('--kubeconfig')).toEqual({ kind: 'verbatim', text: '--kubeconfig' });
  });

  it.each([
    [true, 'yes'],
    [false, 'no'],
  ])('%s is said in words', (value, text) => {
    expect(show(value)).toEqual({ kind: 'words', text });
  });

  it.each([
    [3_600_000, '1 h'],
    [900_000, '15 min'],
    [752_500, '12 min 32.5 s'],
    [1_000, '1 s'],
    [200, '200 ms'],
    [0, '0 s'],
    [1_000_000, '16 min 40 s'],
  ])('%i milliseconds are told as %s', (value, text) => {
    expect(show(value, { unit: 'milliseconds' })).toEqual({ kind: 'words', text });
  });

  it.each([
    [undefined, 'none'],
    ['', 'empty'],
    [[], 'none'],
    [{}, 'none'],
  ])('%j is told as nothing', (value, text) => {
    expect(show(value)).toEqual({ kind: 'none', text });
  });

  it('that is a log line keeps its header apart', () => {
    expect(show({ severity: 'I', verbosity: 2, file: 'a.go', text: 'A line' })).toEqual({
      kind: 'log',
      severity: 'I',
      verbosity: '-v=2',
      file: 'a.go',
      text: 'A line',
    });
  });

  it('that is a rule names the core group', () => {
    expect(show([{ verbs: ['get'], apiGroups: [''], resources: ['nodes'] }])).toEqual({
      kind: 'list',
      items: [{ kind: 'rule', verbs: ['get'], what: ['nodes'], where: 'core', names: [] }],
    });
  });

  it('that is an object names its fields, and counts no number as time that is none', () => {
    const words = { unit: 'milliseconds', fields: { first: 'first pause' } } as const;
    expect(show({ first: 2000, factor: 2 }, words)).toEqual({
      kind: 'fields',
      fields: [
        { name: 'first pause', value: { kind: 'words', text: '2 s' } },
        { name: 'factor', value: { kind: 'words', text: '2' } },
      ],
    });
  });

  it('that is a text made from others is shown with places', () => {
    expect(show((node: string) => `no path to "${node}"`)).toEqual({
      kind: 'verbatim',
      text: 'no path to "{…}"',
    });
  });
});

it('every value of every time line can be read', () => {
  const unreadable = lines.flatMap(({ id, boundaries }) =>
    boundaries
      .map(({ value }) => JSON.stringify(shown(value, timelineWords(referenceEn, id), referenceEn)))
      .filter((text) => /\[object|undefined|=>|NaN/.test(text))
      .map((text) => `${id}: ${text}`),
  );
  expect(unreadable).toEqual([]);
});
