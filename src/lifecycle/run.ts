/**
 * Runs a statechart as a pure table: nothing here keeps an actor, a timer or a subscription.
 * What a chart would wait for (`after`) comes back as data, and the caller sets it as timers of virtual time.
 */
import {
  initialTransition,
  transition,
  type AnyMachineSnapshot,
  type AnyStateMachine,
} from 'xstate';

/** A context survives the log as JSON; what a chart remembers is a flat record. */
export type ChartContext = { readonly [key: string]: unknown };

export interface ChartPosition {
  /** Name of the state; the charts here have no nested or parallel states. */
  readonly value: string;
  readonly context: ChartContext;
}

export interface ChartEvent {
  readonly type: string;
  readonly [key: string]: unknown;
}

export interface ChartDelay {
  /** The word under `after` in the chart; a delay without end is none. */
  readonly name: string;
  readonly ms: number;
}

export interface ChartMove extends ChartPosition {
  /** False where the state has no transition for the event (or no guard held): the position is unchanged. */
  readonly moved: boolean;
  /** Delays that begin with the state entered. */
  readonly delays: readonly ChartDelay[];
  /** Delays of the state left; they end unheard. */
  readonly cancelled: readonly string[];
}

const AFTER = 'xstate.after.';

/** The event that tells a chart in `state` that its delay `name` has passed. */
export function afterEvent(chart: AnyStateMachine, state: string, name: string): ChartEvent {
  return { type: `${AFTER}${name}.${chart.id}.${state}` };
}

/**
 * Where a chart begins, with the context given in place of its own.
 * First states have no `after`, so that nothing begins to run before the first event.
 */
export function start(chart: AnyStateMachine, context: ChartContext = {}): ChartPosition {
  const [snapshot] = initialTransition(chart);
  return {
    value: String((snapshot as AnyMachineSnapshot).value),
    context: { ...(chart.config.context as ChartContext), ...context },
  };
}

/**
 * One step of a chart. `event.type` is an event of the chart, or what `afterEvent` gives for a delay that has passed.
 * Unknown events change nothing and give `moved: false`.
 */
export function advance(chart: AnyStateMachine, at: ChartPosition, event: ChartEvent): ChartMove {
  const before = chart.resolveState({ value: at.value, context: at.context }) as AnyMachineSnapshot;
  if (!before.can(event)) return { ...at, moved: false, delays: [], cancelled: [] };
  const [after, actions] = transition(chart, before, event);
  const snapshot = after as AnyMachineSnapshot;
  return {
    value: String(snapshot.value),
    context: snapshot.context as ChartContext,
    moved: true,
    delays: actions.flatMap((action) => delayOf(action)),
    cancelled: actions.flatMap((action) => cancelledBy(action)),
  };
}

interface AnyAction {
  readonly type: string;
  readonly params?: unknown;
}

/** xstate writes `after` as a raise of `xstate.after.<name>.<chart>.<state>`; names of delays hold no full stop. */
function delayName(id: string): string {
  return id.slice(AFTER.length).split('.')[0] ?? id;
}

function delayOf(action: AnyAction): readonly ChartDelay[] {
  const params = action.params as { readonly id?: string; readonly delay?: number } | undefined;
  if (action.type !== 'xstate.raise' || !params?.id?.startsWith(AFTER)) return [];
  const ms = params.delay ?? 0;
  return Number.isFinite(ms) ? [{ name: delayName(params.id), ms }] : [];
}

function cancelledBy(action: AnyAction): readonly string[] {
  const params = action.params as { readonly sendId?: string } | undefined;
  return action.type === 'xstate.cancel' && params?.sendId?.startsWith(AFTER)
    ? [delayName(params.sendId)]
    : [];
}
