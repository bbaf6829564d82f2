import { describe, expect, it } from 'vitest';
import { placed, wrapped, type Paper } from '../../../src/components/reference/picture/layout.ts';

describe('a text in the picture', () => {
  it('stays on its line where it fits', () => {
    expect(wrapped('--bootstrap-kubeconfig', true)).toEqual(['--bootstrap-kubeconfig']);
  });

  it('breaks after words, slashes and dashes, and loses none of it', () => {
    const text = 'serverTLSBootstrap or --rotate-server-certificates, and the gate';
    const lines = wrapped(text, true);
    expect(lines.length).toBeGreaterThan(1);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(34);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  });
});

describe('papers', () => {
  const paper = (count: number): Paper => ({
    form: 'plain',
    shape: 'file',
    label: 'a',
    lines: Array.from({ length: count }, () => ({ text: 'b', mono: true })),
  });

  it('lie one below the other without touching', () => {
    const { papers, height } = placed([paper(1), paper(3), paper(2)], 1);
    papers.slice(1).forEach(({ y }, index) => {
      const above = papers[index]!;
      expect(y).toBeGreaterThan(above.y + above.height);
    });
    const last = papers.at(-1)!;
    expect(height).toBeGreaterThan(last.y + last.height);
  });

  it('fill the columns one after the other', () => {
    const { papers } = placed([paper(1), paper(1), paper(1), paper(1)], 2);
    expect(papers.map(({ x }) => x)).toEqual([14, 14, 370, 370]);
  });
});
