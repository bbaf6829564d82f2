/** Moves of a node's statecharts, and the timers that their delays become. */
import {
  advance,
  afterEvent,
  bootstrapChart,
  clientCertificateChart,
  servingCertificateChart,
  start,
  type ChartEvent,
  type ChartPosition,
} from '../../lifecycle/index.ts';
import type { FactBody } from '../model/facts.ts';
import type { Json } from '../model/facts/lifecycle.ts';
import { lifecycleKey } from '../model/state.ts';
import type { NodeKubelet } from './node-kubelet.ts';

export type ManagerChart = 'clientCertificate' | 'servingCertificate';
export type KubeletChart = 'bootstrap' | ManagerChart;

const CHARTS = {
  bootstrap: bootstrapChart,
  clientCertificate: clientCertificateChart,
  servingCertificate: servingCertificateChart,
} as const;

export const isKubeletChart = (chart: string): chart is KubeletChart => chart in CHARTS;

/** The chart of the certificate that this reaction is about. */
export const chartOf = ({ purpose }: NodeKubelet): ManagerChart =>
  purpose === 'client' ? 'clientCertificate' : 'servingCertificate';

/** Timers of a kubelet's own begin so; those of its connections do not. */
export const timerId = (kubelet: NodeKubelet, name: string): string =>
  `kubelet/${kubelet.node}/${name}`;

export interface TimerOptions {
  /** The loop that sets it would do the same again (model/repetition.ts). */
  readonly repeats?: boolean;
}

/** Sets a timer of the running process. `ms` counts from now. */
export function timerSet(
  kubelet: NodeKubelet,
  name: string,
  ms: number,
  { repeats = false }: TimerOptions = {},
): FactBody {
  return {
    type: 'timer.set',
    by: kubelet.by,
    timer: timerId(kubelet, name),
    due: kubelet.state.now + ms,
    purpose: { name, of: kubelet.memory.run ?? '' },
    ...(repeats ? { repeats } : {}),
  };
}

/** Name of a timer that belongs to one of the two certificates: `expiry/serving`. */
export const managerTimer = ({ purpose }: NodeKubelet, name: string): string =>
  `${name}/${purpose}`;

/** Where a chart of this node stands; where it begins, with `context`, if it has not moved yet. */
export function position(
  kubelet: NodeKubelet,
  chart: KubeletChart,
  context: ChartPosition['context'] = {},
): ChartPosition {
  const found = kubelet.state.lifecycles.get(lifecycleKey(chart, kubelet.node));
  return found ?? start(CHARTS[chart], context);
}

/** One step of a chart as facts; none where the chart has no such step from where it stands. */
export function moved(
  kubelet: NodeKubelet,
  chart: KubeletChart,
  event: ChartEvent,
  begin?: ChartPosition['context'],
  timers: TimerOptions = {},
): readonly FactBody[] {
  const from =
    begin === undefined
      ? position(kubelet, chart)
      : { ...position(kubelet, chart), context: start(CHARTS[chart], begin).context };
  const next = advance(CHARTS[chart], from, event);
  if (!next.moved) return [];
  const isFirst = !kubelet.state.lifecycles.has(lifecycleKey(chart, kubelet.node));
  return [
    ...next.cancelled
      .map((name) => timerId(kubelet, `${chart}.${name}`))
      .filter((timer) => kubelet.state.timers.has(timer))
      .map((timer): FactBody => ({ type: 'timer.cancelled', by: kubelet.by, timer })),
    {
      type: 'lifecycle.moved',
      by: kubelet.by,
      chart,
      id: kubelet.node,
      from: isFirst ? null : from.value,
      to: next.value,
      event: readable(event.type),
      context: next.context as { readonly [key: string]: Json | undefined },
    },
    ...next.delays.map(({ name, ms }) => timerSet(kubelet, `${chart}.${name}`, ms, timers)),
  ];
}

/** How the passing of a delay is called as the event of a move. */
export const afterDelay = (name: string): string => `after ${name}`;

const readable = (event: string): string =>
  event.startsWith('xstate.after.') ? afterDelay(event.split('.')[2] ?? '') : event;

/** The move that the passing of a chart's delay means; none where the timer is not a chart's. */
export function delayPassed(
  kubelet: NodeKubelet,
  timer: string,
  timers: TimerOptions = {},
): readonly FactBody[] {
  const [chart = '', name] = timer.split('.');
  if (!isKubeletChart(chart) || name === undefined) return [];
  const passed = afterEvent(CHARTS[chart], position(kubelet, chart).value, name);
  return moved(kubelet, chart, passed, undefined, timers);
}
