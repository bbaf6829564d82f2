import { describe, expect, it } from 'vitest';
import { marked, shownChanges } from '../../../src/components/reference/shown-change.ts';
import type { ShownValue } from '../../../src/components/reference/value.ts';
import { referenceEn } from '../../../src/messages/en/reference/index.ts';
import { changesBetween } from '../../../src/releases/changes.ts';
import { from, inferred, read, unlistedTimeline } from '../../../src/releases/timeline.ts';

const text = (value: string): ShownValue => ({ kind: 'verbatim', text: value });

/** What is marked in a text. */
const markIn = (value: string, other: string): string => {
  const { mark = [0, 0] } = marked(text(value), text(other)) as { mark?: [number, number] };
  return value.slice(...mark);
};

describe('what differs in a text is marked', () => {
  it.each([
    ['all of a short one', '/var/lib/kubelet/pki', '/var/run/kubernetes', '/var/lib/kubelet/pki'],
    [
      'the words in the middle of a long one',
      'Kubeconfig {path} exists and is valid, skipping bootstrap',
      'Kubeconfig {path} exists, skipping bootstrap',
      ' and is valid',
    ],
    [
      'the words at the end',
      'Certificate rotation is enabled now',
      'Certificate rotation is enabled',
      ' now',
    ],
  ])('%s', (_, value, other, part) => {
    expect(markIn(value, other)).toBe(part);
  });

  it('an entry of a list that the other has not', () => {
    const list = (...items: string[]): ShownValue => ({ kind: 'list', items: items.map(text) });
    expect(marked(list('a', 'b'), list('a'))).toEqual({
      kind: 'list',
      items: [text('a'), { kind: 'marked', value: text('b') }],
    });
    expect(marked(list('a', 'b', 'c', 'd', 'e'), list('a', 'b', 'c', 'd'))).toEqual({
      kind: 'list',
      items: [
        { kind: 'marked', value: text('e') },
        { kind: 'same', count: 4 },
      ],
    });
  });
});

describe('a change', () => {
  const source = read('pkg/a.go', 'v1.4.0', 'A');
  const lines = [
    unlistedTimeline('test.shown.repeats', [
      from('1.4', 'a', inferred('pkg/a.go', 'v1.4.0', 'A')),
      from('1.9', 'a', source),
    ]),
    unlistedTimeline('test.shown.changes', [from('1.4', false, source), from('1.9', true, source)]),
    unlistedTimeline('test.shown.begins', [from('1.9', 'a', source)]),
  ];
  const changes = shownChanges(changesBetween(lines, '1.8', '1.9'), referenceEn);

  it('is left out where the value is the same and only the source is another', () => {
    expect(changes.map(({ change }) => change.line.id)).toEqual([
      'test.shown.changes',
      'test.shown.begins',
    ]);
  });

  it('marks the newer value, and has nothing before what begins', () => {
    expect(changes.map(({ before, after }) => [before, after])).toEqual([
      [
        { kind: 'words', text: 'no' },
        { kind: 'words', text: 'yes', mark: [0, 3] },
      ],
      [undefined, { kind: 'verbatim', text: 'a' }],
    ]);
  });
});
