import { describe, expect, it } from 'vitest';
import { layoutOf, STATE_HEIGHT, STATE_WIDTH } from '../../src/islands/chart-layout.ts';
import { CHARTS } from '../../src/views/chart/index.ts';

describe.each(CHARTS.map((definition) => [definition.chart, definition] as const))(
  'the layout of %s',
  (_, definition) => {
    const layout = layoutOf(definition);

    it('has every state and every move once', () => {
      expect(layout.states.map(({ name }) => name)).toEqual(
        definition.states.map(({ name }) => name),
      );
      expect(layout.transitions.length + layout.anywhere.length).toBe(
        definition.transitions.length,
      );
    });

    it('lets no two states overlap, and none stand outside', () => {
      for (const [index, one] of layout.states.entries()) {
        expect(one.x).toBeGreaterThanOrEqual(0);
        expect(one.x + STATE_WIDTH).toBeLessThanOrEqual(layout.width);
        expect(one.y + STATE_HEIGHT).toBeLessThanOrEqual(layout.height);
        for (const other of layout.states.slice(index + 1)) {
          const apart =
            Math.abs(one.x - other.x) >= STATE_WIDTH || Math.abs(one.y - other.y) >= STATE_HEIGHT;
          expect(apart, `${one.name} and ${other.name}`).toBe(true);
        }
      }
    });

    it('begins at the left with the first state', () => {
      const initial = layout.states.find(({ name }) => name === definition.initial)!;
      expect(initial.x).toBe(Math.min(...layout.states.map(({ x }) => x)));
    });

    it('writes no two events over each other, but for the same word', () => {
      const written = new Map<string, Set<string>>();
      for (const { x, y, event } of layout.transitions) {
        const words = written.get(`${x} ${y}`) ?? new Set();
        written.set(`${x} ${y}`, words.add(event));
      }
      for (const words of written.values()) expect([...words]).toHaveLength(1);
    });

    it('is the same every time', () => {
      expect(layoutOf(definition)).toEqual(layout);
    });
  },
);
