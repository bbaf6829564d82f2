import { describe, expect, it } from 'vitest';
import { printed, worded } from '../../../src/cluster/kubelet/log.ts';
import { allTimelines } from '../../../src/releases/timeline.ts';
import '../../../src/cluster/kubelet/index.ts';

describe('worded', () => {
  it('puts values in, quoted as Go does where asked', () => {
    expect(worded('"m" err={e:q} n={n}', { e: 'say "no"', n: '3' })).toBe(
      '"m" err="say \\"no\\"" n=3',
    );
  });

  it('complains about a value that is not given', () => {
    expect(() => worded('{missing}')).toThrow(RangeError);
  });
});

describe('printed', () => {
  it('prints nothing where the release has no such line', () => {
    expect(printed('kubelet@n', undefined)).toEqual([]);
  });
});

/** A line, several lines by what they are about, or none where the release prints nothing. */
function wordingsOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return 'text' in (value as object) ? [value] : Object.values(value);
}

describe('log time lines', () => {
  it('name file, severity and text at every boundary', () => {
    const lines = [...allTimelines().values()].filter(({ id }) => id.startsWith('kubelet.log.'));
    expect(lines.length).toBeGreaterThan(25);
    for (const { id, boundaries } of lines) {
      for (const wording of boundaries.flatMap(({ value }) => wordingsOf(value)))
        expect(wording, id).toMatchObject({
          severity: expect.stringMatching(/^[IWEF]$/) as string,
          text: expect.stringMatching(/./) as string,
        });
    }
  });
});
