/**
 * Places the states of a chart: columns by how many moves lead to a state at most, rows in the order of the definition.
 * Moves to the next column are drawn straight, longer ones in lanes above, ways back in lanes below. The same definition
 * always gives the same picture.
 */
import type { ChartDefinition, ChartTransition } from '../views/chart/model.ts';

export const STATE_WIDTH = 172;
export const STATE_HEIGHT = 34;
const COLUMN = 372;
const ROW = 62;
const LANE = 20;
const MARGIN = 12;
/** Between the events of moves that share their line. */
const TEXT = 14;

export interface PlacedState {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

export interface PlacedTransition extends ChartTransition {
  /** An SVG path from one state to the other. */
  readonly path: string;
  /** Where its event is written, the middle of the line of text. */
  readonly x: number;
  readonly y: number;
}

export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly states: readonly PlacedState[];
  readonly transitions: readonly PlacedTransition[];
  /** Taken from any state: written, not drawn. */
  readonly anywhere: readonly ChartTransition[];
}

interface Cell {
  readonly column: number;
  readonly row: number;
}

type Grid = ReadonlyMap<string, Cell>;

/**
 * Moves in drawing order, without those that lead back to a state on the way to themselves. What may be taken from any
 * state begins at the first one.
 */
function waysForth({ initial, transitions }: ChartDefinition): readonly ChartTransition[] {
  const forth: ChartTransition[] = [];
  const done = new Set<string>();
  const visit = (state: string, above: ReadonlySet<string>): void => {
    if (done.has(state)) return;
    const path = new Set([...above, state]);
    const begins = (from: string): boolean => from === state || (from === '*' && state === initial);
    for (const move of transitions.filter(({ from }) => begins(from))) {
      if (path.has(move.to)) continue;
      forth.push({ ...move, from: state });
      visit(move.to, path);
    }
    done.add(state);
  };
  visit(initial, new Set());
  return forth;
}

function columnsOf(definition: ChartDefinition): ReadonlyMap<string, number> {
  const columns = new Map(definition.states.map(({ name }) => [name, 0]));
  const forth = waysForth(definition);
  // As often as there are states: the longest way has no more moves than that.
  for (const _ of definition.states) {
    for (const { from, to } of forth) {
      columns.set(to, Math.max(columns.get(to) ?? 0, (columns.get(from) ?? 0) + 1));
    }
  }
  return columns;
}

function gridOf(definition: ChartDefinition): Grid {
  const columns = columnsOf(definition);
  const rows = new Map<number, number>();
  return new Map(
    definition.states.map(({ name }) => {
      const column = columns.get(name) ?? 0;
      const row = rows.get(column) ?? 0;
      rows.set(column, row + 1);
      return [name, { column, row }];
    }),
  );
}

/** A move to the next column: a curve from side to side, its event beside the state that it leads to. */
function straight(from: PlacedState, to: PlacedState): Pick<PlacedTransition, 'path' | 'x' | 'y'> {
  const [x1, y1] = [from.x + STATE_WIDTH, from.y + STATE_HEIGHT / 2];
  const [x2, y2] = [to.x, to.y + STATE_HEIGHT / 2];
  const middle = x1 + (x2 - x1) / 3;
  return {
    path: `M${x1} ${y1}C${middle} ${y1} ${x1} ${y2} ${middle} ${y2}H${x2}`,
    x: (middle + x2) / 2,
    y: y2 - 5,
  };
}

/** A move in a lane: up or down to it, along, and back. Lanes lie beside each other, and so do their feet. */
function inLane(
  from: PlacedState,
  to: PlacedState,
  lane: number,
  y: number,
): Pick<PlacedTransition, 'path' | 'x' | 'y'> {
  const above = y < from.y;
  const foot = (lane % 6) * 14 - 35;
  const [x1, x2] = [from.x + STATE_WIDTH / 2 + foot, to.x + STATE_WIDTH / 2 + foot];
  const [y1, y2] = above ? [from.y, to.y] : [from.y + STATE_HEIGHT, to.y + STATE_HEIGHT];
  return { path: `M${x1} ${y1}V${y}H${x2}V${y2}`, x: (x1 + x2) / 2, y: y - 4 };
}

/** Where everything of a chart stands, in px. */
export function layoutOf(definition: ChartDefinition): ChartLayout {
  const grid = gridOf(definition);
  const cell = (name: string): Cell => grid.get(name) ?? { column: 0, row: 0 };
  const drawn = definition.transitions.filter(({ from }) => from !== '*');
  const distance = ({ from, to }: ChartTransition): number => cell(to).column - cell(from).column;
  const long = drawn.filter((move) => distance(move) > 1);
  const back = drawn.filter((move) => distance(move) < 1);
  const top = MARGIN + long.length * LANE;
  const rows = 1 + Math.max(...[...grid.values()].map(({ row }) => row));
  const bottom = top + rows * ROW;
  const states = definition.states.map(({ name }) => {
    const { column, row } = cell(name);
    return { name, x: MARGIN + column * COLUMN, y: top + row * ROW };
  });
  const placed = (name: string): PlacedState => states.find((state) => state.name === name)!;
  const draw = (move: ChartTransition): PlacedTransition => {
    const [from, to] = [placed(move.from), placed(move.to)];
    const up = long.indexOf(move);
    const down = back.indexOf(move);
    if (up >= 0) return { ...move, ...inLane(from, to, up, MARGIN + (up + 1) * LANE - 8) };
    if (down >= 0) return { ...move, ...inLane(from, to, down, bottom + down * LANE) };
    const line = straight(from, to);
    const beside = drawn.filter((other) => other.from === move.from && other.to === move.to);
    return { ...move, ...line, y: line.y - beside.indexOf(move) * TEXT };
  };
  return {
    width: Math.max(...states.map(({ x }) => x)) + STATE_WIDTH + MARGIN,
    height: bottom + back.length * LANE + MARGIN,
    states,
    transitions: drawn.map(draw),
    anywhere: definition.transitions.filter(({ from }) => from === '*'),
  };
}
