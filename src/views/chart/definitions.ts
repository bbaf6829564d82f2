/** The charts as data, read from the very machines that the engine runs. */
import type { ChartId } from '../../cluster/model/facts/lifecycle.ts';
import { bootstrapChart } from '../../lifecycle/bootstrap.ts';
import { certificateSigningRequestChart } from '../../lifecycle/certificate-signing-request.ts';
import { clientCertificateChart } from '../../lifecycle/client-certificate.ts';
import { servingCertificateChart } from '../../lifecycle/serving-certificate.ts';
import type { ChartDefinition, ChartTransition } from './model.ts';

/** What stands in a machine's `config` as far as the charts here use it: flat states, names for everything. */
interface TransitionConfig {
  readonly target?: string;
  readonly guard?: unknown;
}

type Transitions = Readonly<
  Record<string, string | TransitionConfig | readonly (string | TransitionConfig)[] | undefined>
>;

interface StateConfig {
  readonly type?: string;
  readonly on?: Transitions;
  readonly after?: Transitions;
}

interface MachineConfig {
  readonly initial?: unknown;
  readonly on?: Transitions;
  readonly states?: Readonly<Record<string, StateConfig>>;
}

function branch(
  from: string,
  event: string,
  kind: ChartTransition['kind'],
  config: string | TransitionConfig,
): readonly ChartTransition[] {
  const { target, guard } = typeof config === 'string' ? { target: config } : config;
  if (target === undefined) return [];
  return [
    {
      from,
      to: target.replace(/^\./, ''),
      event,
      kind,
      ...(typeof guard === 'string' ? { guard } : {}),
    },
  ];
}

function transitions(
  from: string,
  kind: ChartTransition['kind'],
  config: Transitions | undefined,
): readonly ChartTransition[] {
  return Object.entries(config ?? {}).flatMap(([event, branches]) =>
    [branches ?? []].flat().flatMap((each) => branch(from, event, kind, each)),
  );
}

/** `config` is JSON by the rules of src/lifecycle. */
function definitionOf(chart: ChartId, config: MachineConfig): ChartDefinition {
  const states = Object.entries(config.states ?? {});
  return {
    chart,
    initial: String(config.initial),
    states: states.map(([name, { type }]) => ({ name, final: type === 'final' })),
    transitions: [
      ...transitions('*', 'event', config.on),
      ...states.flatMap(([name, { on, after }]) => [
        ...transitions(name, 'event', on),
        ...transitions(name, 'delay', after),
      ]),
    ],
  };
}

/** All charts. A scenario that moves another one shows it once the chart is listed here. */
export const CHARTS: readonly ChartDefinition[] = [
  definitionOf('bootstrap', bootstrapChart.config as MachineConfig),
  definitionOf('clientCertificate', clientCertificateChart.config as MachineConfig),
  definitionOf('servingCertificate', servingCertificateChart.config as MachineConfig),
  definitionOf('certificateSigningRequest', certificateSigningRequestChart.config as MachineConfig),
];

export function chartDefinition(chart: ChartId): ChartDefinition | undefined {
  return CHARTS.find((definition) => definition.chart === chart);
}
