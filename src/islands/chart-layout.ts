/**
 * Places the states of a chart: columns by how many moves a state is away from the first one, rows in the order of the
 * definition. The same definition always gives the same picture.
 */
import type { ChartDefinition, ChartTransition } from '../views/chart/model.ts';

export const STATE_WIDTH = 172;
export const STATE_HEIGHT = 34;
const COLUMN = 300;
const ROW = 62;
const MARGIN = 12;

export interface PlacedState {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

export interface PlacedTransition extends ChartTransition {
  /** An SVG path from one state to the other. */
  readonly path: string;
  /** Where its event is written. */
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

/** How many moves each state is away from the initial one; states that none leads to come last. */
function distances({ initial, states, transitions }: ChartDefinition): ReadonlyMap<string, number> {
  const found = new Map([[initial, 0]]);
  // Moves that may be taken anywhere lead to their goal from the first state too, but say nothing about its place.
  for (let grew = true; grew;) {
    grew = false;
    for (const { from, to } of transitions) {
      const distance = found.get(from);
      if (distance === undefined || found.has(to)) continue;
      found.set(to, distance + 1);
      grew = true;
    }
  }
  const last = Math.max(...found.values());
  for (const { name } of states) if (!found.has(name)) found.set(name, last);
  return found;
}

function place(definition: ChartDefinition): readonly PlacedState[] {
  const columns = distances(definition);
  const rows = new Map<number, number>();
  return definition.states.map(({ name }) => {
    const column = columns.get(name) ?? 0;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return { name, x: MARGIN + column * COLUMN, y: MARGIN + row * ROW };
  });
}

function forwards(from: PlacedState, to: PlacedState): Pick<PlacedTransition, 'path' | 'x' | 'y'> {
  const [x1, y1] = [from.x + STATE_WIDTH, from.y + STATE_HEIGHT / 2];
  const [x2, y2] = [to.x, to.y + STATE_HEIGHT / 2];
  const middle = (x1 + x2) / 2;
  return {
    path: `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`,
    x: x1 + Math.min((x2 - x1) / 2, (COLUMN - STATE_WIDTH) / 2),
    y: y1 + (y2 - y1) / (x2 - x1 > COLUMN ? 4 : 2) - 5,
  };
}

function backwards(
  from: PlacedState,
  to: PlacedState,
  bow: number,
): Pick<PlacedTransition, 'path' | 'x' | 'y'> {
  const [x1, x2] = [from.x + STATE_WIDTH / 2, to.x + STATE_WIDTH / 2];
  const [y1, y2] = [from.y + STATE_HEIGHT, to.y + STATE_HEIGHT];
  const low = Math.max(y1, y2) + bow;
  return {
    path: `M${x1} ${y1}C${x1} ${low} ${x2} ${low} ${x2} ${y2}`,
    x: (x1 + x2) / 2,
    y: low - bow / 4,
  };
}

function draw(transition: ChartTransition, states: readonly PlacedState[]): PlacedTransition {
  const from = states.find(({ name }) => name === transition.from)!;
  const to = states.find(({ name }) => name === transition.to)!;
  const line = to.x > from.x ? forwards(from, to) : backwards(from, to, ROW);
  return { ...transition, ...line };
}

/** Where everything of a chart stands, in px. */
export function layoutOf(definition: ChartDefinition): ChartLayout {
  const states = place(definition);
  const drawn = definition.transitions.filter(({ from }) => from !== '*');
  return {
    width: Math.max(...states.map(({ x }) => x)) + STATE_WIDTH + MARGIN,
    height: Math.max(...states.map(({ y }) => y)) + STATE_HEIGHT + ROW,
    states,
    transitions: drawn.map((transition) => draw(transition, states)),
    anywhere: definition.transitions.filter(({ from }) => from === '*'),
  };
}
